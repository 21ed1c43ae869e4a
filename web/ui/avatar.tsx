interface AvatarProps {
  readonly name: string
  readonly url: string
  readonly className?: string
}

/** The person's picture, or the first character of the name; the name itself stands beside it. */
export const Avatar = ({ name, url, className = 'size-10' }: AvatarProps) => (
  <span
    aria-hidden="true"
    className={`inline-grid shrink-0 place-items-center overflow-hidden rounded-full bg-brand-wash font-semibold text-brand ${className}`}
  >
    {url ? (
      <img src={url} alt="" className="size-full object-cover" />
    ) : (
      [...name][0]?.toUpperCase()
    )}
  </span>
)
