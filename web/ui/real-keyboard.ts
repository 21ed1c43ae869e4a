/** A keyboard on the screen would cover half of a phone: there, people tap the field they want. */
export const hasRealKeyboard = (): boolean => matchMedia('(hover: hover)').matches
