const KEPT_AS = 'ihome-verify-name'

/** The name alone: a number that says who somebody is stays out of what browsers keep. */
export const keptName = (): string => sessionStorage.getItem(KEPT_AS) ?? ''

export function keepName(name: string): void {
  if (name) sessionStorage.setItem(KEPT_AS, name)
  else sessionStorage.removeItem(KEPT_AS)
}
