/** What maps are drawn by; undefined where this site has none: then none is shown, nor fetched. */
export const MAP_STYLE = document.querySelector<HTMLMetaElement>(
  'meta[name="ihome-map-style"]',
)?.content
