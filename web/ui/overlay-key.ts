/** In the state of the browser's history: the overlay that an entry stands for. */
export const OVERLAY_KEY = 'ihome_overlay'
