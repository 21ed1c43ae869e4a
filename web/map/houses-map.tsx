import { type GeoJSONSource, LngLatBounds, type Map as Maplibre, Marker } from 'maplibre-gl'
import { useEffect, useRef, useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { type LngLat, MapCanvas } from './map-canvas.tsx'

export interface PricedPlace {
  readonly id: number
  readonly title: string
  readonly price: string
  readonly latitude: number
  readonly longitude: number
}

interface HousesMapProps {
  readonly places: readonly PricedPlace[]
  /** `west,south,east,north` that was searched; undefined: wherever the houses are. */
  readonly bbox: string | undefined
  readonly onSearchHere: (bbox: string) => void
  readonly onOpen: (id: number) => void
  readonly className: string
}

/** Where a search without houses looks at first: the middle of the country. */
const NOWHERE: LngLat = [104.2, 35.9]
const NOWHERE_ZOOM = 3
/** The widest part of the map that a search may ask for, in degrees; the server has the same. */
const DEGREES_MAX = 10
const CLUSTER_PIXELS = 48
const MARKER =
  'inline-flex min-h-9 cursor-pointer items-center rounded-full border border-line bg-raised px-3 text-sm font-bold text-ink shadow-float hover:bg-ink hover:text-paper focus-visible:bg-ink focus-visible:text-paper'

/** The houses of the list where they roughly are, each with its price; near ones as one. */
export default function HousesMap(props: HousesMapProps) {
  const { places, bbox, onSearchHere, className } = props
  const t = wordsOf('map')
  const map = useRef<Maplibre>(undefined)
  const drawn = useRef(props)
  drawn.current = props
  const [moved, setMoved] = useState<'no' | 'here' | 'too_far'>('no')
  useEffect(() => {
    const source = map.current?.getSource<GeoJSONSource>('houses')
    void source?.setData(featuresOf(places))
    if (map.current && !bbox) lookAt(map.current, places)
  }, [places, bbox])
  const search = () => {
    if (!map.current) return
    setMoved('no')
    onSearchHere(bboxOf(map.current))
  }
  return (
    <div className={`relative ${className}`}>
      <MapCanvas
        label={t('map_of_homes')}
        center={NOWHERE}
        zoom={NOWHERE_ZOOM}
        className="size-full lg:rounded-2xl"
        onReady={(ready) => {
          map.current = ready
          if (bbox) ready.fitBounds(boundsOf(bbox), { animate: false })
          else lookAt(ready, places)
          ready.on('moveend', ({ originalEvent }) => {
            // What the page itself has moved is no question of anybody's.
            if (originalEvent) setMoved(isTooWide(ready) ? 'too_far' : 'here')
          })
          return drawHouses(ready, drawn)
        }}
      />
      {moved !== 'no' && (
        <button
          type="button"
          disabled={moved === 'too_far'}
          onClick={search}
          className="absolute top-3 left-1/2 min-h-11 -translate-x-1/2 rounded-full bg-ink px-5 font-semibold whitespace-nowrap text-paper shadow-float disabled:opacity-80"
        >
          {t(moved === 'here' ? 'search_here' : 'too_far')}
        </button>
      )}
    </div>
  )
}

const featuresOf = (places: readonly PricedPlace[]) => ({
  type: 'FeatureCollection' as const,
  features: places.map(({ longitude, latitude, ...place }) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [longitude, latitude] },
    properties: place,
  })),
})

function lookAt(map: Maplibre, places: readonly PricedPlace[]): void {
  const bounds = new LngLatBounds()
  for (const { longitude, latitude } of places) bounds.extend([longitude, latitude])
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 56, maxZoom: 14, animate: false })
}

function boundsOf(bbox: string): LngLatBounds {
  const [west = 0, south = 0, east = 0, north = 0] = bbox.split(',').map(Number)
  return new LngLatBounds([west, south, east, north])
}

function bboxOf(map: Maplibre): string {
  const bounds = map.getBounds()
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
    .map((degrees) => degrees.toFixed(5))
    .join(',')
}

function isTooWide(map: Maplibre): boolean {
  const bounds = map.getBounds()
  const width = bounds.getEast() - bounds.getWest()
  return width > DEGREES_MAX || bounds.getNorth() - bounds.getSouth() > DEGREES_MAX
}

/**
 * MapLibre finds out what is near each other; what is shown of it are elements of the page, so that
 * a style needs no letters of its own and a keyboard reaches each.
 */
function drawHouses(map: Maplibre, drawn: { readonly current: HousesMapProps }) {
  const shown = new Map<string, Marker>()
  map.addSource('houses', {
    type: 'geojson',
    data: featuresOf(drawn.current.places),
    cluster: true,
    clusterRadius: CLUSTER_PIXELS,
  })
  // Only what a layer draws is computed.
  map.addLayer({
    id: 'houses',
    type: 'circle',
    source: 'houses',
    paint: { 'circle-opacity': 0, 'circle-radius': 1 },
  })
  const draw = () => {
    if (!map.isSourceLoaded('houses')) return
    const found = new Map(map.querySourceFeatures('houses').map((each) => [keyOf(each), each]))
    for (const [key, marker] of shown)
      if (!found.has(key)) {
        marker.remove()
        shown.delete(key)
      }
    for (const [key, feature] of found) {
      if (shown.has(key) || feature.geometry.type !== 'Point') continue
      const at = feature.geometry.coordinates as [number, number]
      const element = feature.properties['cluster']
        ? clusterElement(map, feature.properties, at)
        : houseElement(feature.properties, drawn)
      shown.set(key, new Marker({ element }).setLngLat(at).addTo(map))
    }
  }
  map.on('render', draw)
  return () => {
    for (const marker of shown.values()) marker.remove()
  }
}

type Properties = Readonly<Record<string, unknown>>

const keyOf = ({ properties }: { readonly properties: Properties }) =>
  properties['cluster']
    ? `cluster ${properties['cluster_id']} ${properties['point_count']}`
    : `house ${properties['id']} ${properties['price']}`

function houseElement(house: Properties, drawn: { readonly current: HousesMapProps }) {
  const link = document.createElement('a')
  link.href = `/houses/${house['id']}`
  link.className = MARKER
  link.textContent = String(house['price'])
  link.setAttribute('aria-label', `${house['title']}, ${house['price']}`)
  link.addEventListener('click', (event) => {
    if (event.metaKey || event.ctrlKey) return
    event.preventDefault()
    drawn.current.onOpen(Number(house['id']))
  })
  return link
}

function clusterElement(map: Maplibre, cluster: Properties, center: [number, number]) {
  const t = wordsOf('map')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = `${MARKER} min-w-11 justify-center bg-brand! text-on-brand!`
  button.textContent = String(cluster['point_count'])
  button.setAttribute('aria-label', t('homes_near', { count: Number(cluster['point_count']) }))
  button.addEventListener('click', async () => {
    const source = map.getSource<GeoJSONSource>('houses')
    const zoom = await source?.getClusterExpansionZoom(Number(cluster['cluster_id']))
    if (zoom !== undefined) map.easeTo({ center, zoom })
  })
  return button
}
