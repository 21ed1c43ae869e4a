import { useState } from 'react'
import { MAP_STYLE } from '../map/map-style.ts'
import { useIsDesk } from '../ui/use-is-wide.ts'

/** Whether the map is shown: beside the list at a desk, in its place on a phone. */
export function useMapShown() {
  const beside = useIsDesk()
  const [chosen, setChosen] = useState<boolean>()
  const shown = MAP_STYLE !== undefined && (chosen ?? beside)
  return { shown, beside, toggle: () => setChosen(!shown) }
}
