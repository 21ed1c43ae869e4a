import { language } from '../i18n/words.ts'

/**
 * A place in a map that people have: Amap for those who read Chinese, else OpenStreetMap. By the
 * point where there is one, else by the text of the address. Nobody is asked until it is pressed.
 */
export function mapLink(
  name: string,
  address: string,
  at: { readonly latitude: number; readonly longitude: number } | null | undefined,
): string {
  const url = new URL(pathOf(at !== null && at !== undefined))
  const set = (values: Readonly<Record<string, string>>) => {
    for (const [key, value] of Object.entries(values)) url.searchParams.set(key, value)
    return url.href
  }
  if (language === 'zh')
    return at
      ? set({ position: `${at.longitude},${at.latitude}`, coordinate: 'wgs84', name })
      : set({ keyword: address })
  return at
    ? `${set({ mlat: String(at.latitude), mlon: String(at.longitude) })}#map=17/${at.latitude}/${at.longitude}`
    : set({ query: address })
}

function pathOf(has_point: boolean): string {
  if (language === 'zh') return `https://uri.amap.com/${has_point ? 'marker' : 'search'}`
  return `https://www.openstreetmap.org/${has_point ? '' : 'search'}`
}
