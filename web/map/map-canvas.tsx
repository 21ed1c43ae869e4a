import { Map as Maplibre, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import worker_url from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { wordsOf } from '../i18n/words.ts'
import { MAP_STYLE } from './map-style.ts'

// The policy of the pages allows no worker but the site's own files.
setWorkerUrl(worker_url)

export type LngLat = readonly [longitude: number, latitude: number]

interface MapCanvasProps {
  readonly label: string
  readonly center: LngLat
  readonly zoom: number
  readonly className: string
  /** Draws on the map once it stands; what it returns takes that away again. */
  readonly onReady: (map: Maplibre) => (() => void) | undefined
}

/** A map that stands; where it cannot be drawn, the page says so and goes on without. */
export function MapCanvas({ label, center, zoom, className, onReady }: MapCanvasProps) {
  const t = wordsOf('map')
  const box = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState(false)
  const ready = useEffectEvent(onReady)
  const open = useEffectEvent((container: HTMLElement) => openMap(container, center, zoom))
  useEffect(() => {
    let undo: (() => void) | undefined
    let map: Maplibre
    try {
      map = open(box.current as HTMLElement)
    } catch {
      // Without WebGL there is no map.
      setFailed(true)
      return
    }
    map.once('load', () => {
      undo = ready(map)
    })
    map.on('error', () => setFailed(!map.isStyleLoaded()))
    return () => {
      undo?.()
      map.remove()
    }
  }, [])
  return (
    <section aria-label={label} className={`relative overflow-hidden bg-wash ${className}`}>
      <div ref={box} className="size-full" />
      {failed && (
        <p role="status" className="absolute inset-0 grid place-items-center p-4 text-soft">
          {t('no_map')}
        </p>
      )}
    </section>
  )
}

function openMap(container: HTMLElement, center: LngLat, zoom: number): Maplibre {
  const t = wordsOf('map')
  const map = new Maplibre({
    container,
    style: MAP_STYLE as string,
    center: [...center],
    zoom,
    maxZoom: 18,
    // One finger scrolls the page, two move the map.
    cooperativeGestures: true,
    dragRotate: false,
    attributionControl: { compact: true },
    locale: {
      'Map.Title': t('map'),
      'NavigationControl.ZoomIn': t('closer'),
      'NavigationControl.ZoomOut': t('further'),
      'AttributionControl.ToggleAttribution': t('sources'),
      'CooperativeGesturesHandler.WindowsHelpText': t('ctrl_zooms'),
      'CooperativeGesturesHandler.MacHelpText': t('cmd_zooms'),
      'CooperativeGesturesHandler.MobileHelpText': t('two_fingers'),
    },
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  return map
}
