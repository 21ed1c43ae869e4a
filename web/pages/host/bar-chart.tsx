import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

export interface BarChartProps {
  readonly labels: readonly string[]
  readonly values: readonly number[]
  readonly format: (value: number) => string
  /** The top of the scale; that of the largest value where it is left out. */
  readonly top?: number
}

const HEIGHT_PX = 220
const BAR_SHARE = 0.62
const BAR_PX_MAX = 34
const GAP_PX = 40

/** The tokens follow the theme only once they are computed for an element. */
const colourOf = (probe: HTMLElement, token: string): string => {
  probe.style.color = `var(--color-${token})`
  return getComputedStyle(probe).color
}

/** Bars of one value a month; drawn again where the width or the theme changes. */
export function BarChart({ labels, values, format, top }: BarChartProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = box.current
    if (!place) return
    let plot: uPlot | undefined
    const draw = () => {
      plot?.destroy()
      const ink = {
        bar: colourOf(place, 'brand'),
        text: colourOf(place, 'soft'),
        line: colourOf(place, 'line'),
      }
      plot = new uPlot(
        optionsOf({ labels, values, format, ...(top !== undefined && { top }) }, ink, place),
        [labels.map((_, month) => month), [...values]],
        place,
      )
    }
    draw()
    const theme = matchMedia('(prefers-color-scheme: dark)')
    const chosen = new MutationObserver(draw)
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    theme.addEventListener('change', draw)
    const size = new ResizeObserver(() =>
      plot?.setSize({ width: place.clientWidth, height: HEIGHT_PX }),
    )
    size.observe(place)
    return () => {
      theme.removeEventListener('change', draw)
      chosen.disconnect()
      size.disconnect()
      plot?.destroy()
    }
  }, [labels, values, format, top])
  return <div ref={box} className="h-55 w-full" />
}

function optionsOf(
  { labels, values, format, top }: BarChartProps,
  ink: { bar: string; text: string; line: string },
  { clientWidth }: HTMLElement,
): uPlot.Options {
  const font = `12px ${getComputedStyle(document.body).fontFamily}`
  const bars = uPlot.paths.bars?.({ size: [BAR_SHARE, BAR_PX_MAX], radius: 0.25 })
  const axis = { stroke: ink.text, font, ticks: { show: false } }
  // Where nothing came in, the scale still needs a top.
  const highest = top ?? (Math.max(...values) * 1.1 || 1)
  return {
    width: clientWidth,
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { show: false },
    padding: [12, 4, 0, 4],
    scales: { x: { time: false, range: [-0.6, labels.length - 0.4] }, y: { range: [0, highest] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        space: GAP_PX / 2,
        splits: () => labels.map((_, month) => month),
        values: (_, marks) => marks.map((month) => labels[month] ?? ''),
      },
      {
        ...axis,
        size: 56,
        space: GAP_PX,
        grid: { stroke: ink.line, width: 1 },
        values: (_, marks) => marks.map(format),
      },
    ],
    series: [
      {},
      { fill: ink.bar, width: 0, points: { show: false }, ...(bars && { paths: bars }) },
    ],
  }
}
