const KEPT_AS = 'ihome-hosting'

/** Whether somebody lets houses on this device: the way to them is kept at hand then. */
export function isHosting(): boolean {
  try {
    return localStorage.getItem(KEPT_AS) !== null
  } catch {
    return false
  }
}

export function rememberHosting(): void {
  try {
    localStorage.setItem(KEPT_AS, '1')
  } catch {
    // Full or forbidden: the way leads over "me".
  }
}
