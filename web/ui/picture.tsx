import { ImageOff } from 'lucide-react'

interface PictureProps {
  readonly src: string
  readonly srcSet?: string | undefined
  readonly sizes?: string
  /** What is to be seen; '' where the text beside it says it. */
  readonly alt: string
  readonly className?: string
  /** The largest thing that is seen first: fetched before all else. */
  readonly first?: boolean
}

/** A picture that fills its box; the box keeps its place before and without it. */
export function Picture({ src, srcSet, sizes, alt, className = '', first }: PictureProps) {
  return (
    <div className={`overflow-hidden bg-wash ${className}`}>
      {src ? (
        <img
          src={src}
          srcSet={srcSet || undefined}
          sizes={srcSet ? sizes : undefined}
          alt={alt}
          loading={first ? 'eager' : 'lazy'}
          fetchPriority={first ? 'high' : 'auto'}
          decoding={first ? 'sync' : 'async'}
          className="size-full object-cover"
        />
      ) : (
        <div className="grid size-full place-items-center text-soft">
          <ImageOff aria-hidden="true" className="size-8" />
        </div>
      )}
    </div>
  )
}
