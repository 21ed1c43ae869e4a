/** Under which name a browser keeps what a visitor saves. */
export const KEPT_KEY = 'ihome-saved'
