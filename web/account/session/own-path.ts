/** Where to go on: a path of this site alone, so that no link can send people elsewhere. */
export const ownPath = (next: string | undefined): string =>
  next && /^\/(?![/\\])/.test(next) ? next : '/'
