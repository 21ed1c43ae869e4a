export const Logo = ({ className = 'size-8' }: { readonly className?: string }) => (
  <img src="/icon.svg" alt="" width="32" height="32" className={className} />
)
