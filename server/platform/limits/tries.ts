/** Counts how often something was tried within a window, for every server together. */
export interface CountTries {
  /** One more try at `subject`; returns how many there are in the window that its first began. */
  count(subject: string, window_ms: number): Promise<number>
  /** Takes one try back, as it turned out right. */
  takeBack(subject: string): Promise<void>
  /** Takes all tries back. */
  forget(subject: string): Promise<void>
}
