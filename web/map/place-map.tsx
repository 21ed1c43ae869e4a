import { type GeoJSONSource, type Map as Maplibre, Marker } from 'maplibre-gl'
import { useRef } from 'react'
import { type LngLat, MapCanvas } from './map-canvas.tsx'

/** Where a house is: the place itself where the radius is 0, else a circle that it is within. */
export interface Place {
  readonly latitude: number
  readonly longitude: number
  /** Metres. */
  readonly radius: number
}

interface PlaceMapProps {
  readonly label: string
  readonly place: Place
  readonly className: string
  /** Where somebody has pressed, where the place is theirs to choose. */
  readonly onPick?: (place: Pick<Place, 'latitude' | 'longitude'>) => void
}

const ZOOMS = { circle: 13.5, pin: 15.5 }
const CORNERS = 64
const METRES_PER_DEGREE = 111_320

export default function PlaceMap({ label, place, className, onPick }: PlaceMapProps) {
  const picking = useRef(onPick)
  picking.current = onPick
  return (
    <MapCanvas
      key={onPick ? 'picked' : `${place.latitude} ${place.longitude}`}
      label={label}
      center={lngLatOf(place)}
      zoom={place.radius > 0 ? ZOOMS.circle : ZOOMS.pin}
      className={className}
      onReady={(map) => (place.radius > 0 ? drawCircle(map, place) : drawPin(map, place, picking))}
    />
  )
}

const lngLatOf = ({ longitude, latitude }: Pick<Place, 'latitude' | 'longitude'>): LngLat => [
  longitude,
  latitude,
]

function drawPin(map: Maplibre, place: Place, picking: { current: PlaceMapProps['onPick'] }) {
  const pin = new Marker({ color: brandColour(), draggable: picking.current !== undefined })
    .setLngLat([...lngLatOf(place)])
    .addTo(map)
  const pick = ({ lng, lat }: { lng: number; lat: number }) => {
    pin.setLngLat([lng, lat])
    picking.current?.({ latitude: Number(lat.toFixed(6)), longitude: Number(lng.toFixed(6)) })
  }
  if (picking.current) {
    pin.on('dragend', () => pick(pin.getLngLat()))
    map.on('click', ({ lngLat }) => pick(lngLat))
  }
  return undefined
}

function drawCircle(map: Maplibre, place: Place) {
  const corners = Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const angle = (corner / CORNERS) * 2 * Math.PI
    const degrees = place.radius / METRES_PER_DEGREE
    return [
      place.longitude + (degrees * Math.cos(angle)) / Math.cos((place.latitude * Math.PI) / 180),
      place.latitude + degrees * Math.sin(angle),
    ]
  })
  map.addSource('circle', {
    type: 'geojson',
    data: { type: 'Polygon', coordinates: [corners] },
  })
  const colour = brandColour()
  map.addLayer({
    id: 'circle',
    type: 'fill',
    source: 'circle' satisfies GeoJSONSource['id'],
    paint: { 'fill-color': colour, 'fill-opacity': 0.2 },
  })
  map.addLayer({
    id: 'circle-edge',
    type: 'line',
    source: 'circle',
    paint: { 'line-color': colour, 'line-width': 2 },
  })
  return undefined
}

/** In the page's own colour, as the theme says it now. */
function brandColour(): string {
  const probe = document.createElement('span')
  probe.className = 'text-brand'
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
