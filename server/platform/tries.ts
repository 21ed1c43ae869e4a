/** Counts how often something was tried within a window, for every server together. */
export interface CountTries {
  /** One more try at `subject`; returns how many there are in the window that its first began. */
  count(subject: string, window_ms: number): Promise<number>
  /** Takes one try at each of the subjects back: it turned out right. */
  takeBack(subjects: readonly string[]): Promise<void>
}
