/** The colours of one picture. Shades are mixed from these, so that all of it keeps together. */
export interface Palette {
  /** From the zenith down to the horizon. */
  readonly sky: readonly [string, string, string]
  readonly sun: string
  /** Hills and buildings, far to near. */
  readonly hills: readonly [string, string, string]
  readonly ground: string
  readonly wall: string
  readonly roof: string
  readonly wood: string
  readonly accent: string
  readonly cloth: string
  /** Crowns of trees, in their season. */
  readonly leaf: string
  /** Plants that stay green. */
  readonly shrub: string
  /** Lamps and lit windows. */
  readonly light: string
  readonly night: boolean
}

export const PALETTES = {
  dawn: {
    sky: ['#f3b8a6', '#f9d7c0', '#fdeedc'],
    sun: '#fff3dc',
    hills: ['#dcaea6', '#b98a90', '#7b6479'],
    ground: '#e3c6ae',
    wall: '#f6e6d8',
    roof: '#71707f',
    wood: '#a5714f',
    accent: '#d2593f',
    cloth: '#e7a48c',
    leaf: '#7f9a6b',
    shrub: '#7a9468',
    light: '#ffe1a6',
    night: false,
  },
  day: {
    sky: ['#7cbfe6', '#b4dcf0', '#eef7f3'],
    sun: '#fffbe8',
    hills: ['#a9cfd6', '#78aab0', '#4d8285'],
    ground: '#d9d3bd',
    wall: '#f7f1e6',
    roof: '#5f6d7a',
    wood: '#b1794c',
    accent: '#e2603f',
    cloth: '#5f9ab8',
    leaf: '#5d9a5b',
    shrub: '#4f8f57',
    light: '#fff0c2',
    night: false,
  },
  dusk: {
    sky: ['#4a4580', '#c8697f', '#fbc08a'],
    sun: '#ffe2a6',
    hills: ['#a0618a', '#6d4a7c', '#3f3462'],
    ground: '#7b5a78',
    wall: '#e9c5b0',
    roof: '#453c5f',
    wood: '#855046',
    accent: '#ef6a4c',
    cloth: '#b8627f',
    leaf: '#4d6a72',
    shrub: '#4c7068',
    light: '#ffd684',
    night: true,
  },
  night: {
    sky: ['#0e1a3f', '#22366f', '#50639f'],
    sun: '#f8f2d4',
    hills: ['#33477f', '#243463', '#162347'],
    ground: '#29375f',
    wall: '#8f9bc0',
    roof: '#1c274b',
    wood: '#5d4a5e',
    accent: '#e2684f',
    cloth: '#5a78b8',
    leaf: '#2f5a67',
    shrub: '#33655f',
    light: '#ffd27d',
    night: true,
  },
  autumn: {
    sky: ['#eec588', '#f6dcae', '#fcf1d8'],
    sun: '#fffaea',
    hills: ['#dfb27a', '#c08a52', '#7d5a40'],
    ground: '#e0c193',
    wall: '#f8ead0',
    roof: '#6c5f5a',
    wood: '#985c36',
    accent: '#c4412f',
    cloth: '#cf7a3c',
    leaf: '#d48a2c',
    shrub: '#7f8a48',
    light: '#ffe3a0',
    night: false,
  },
  blossom: {
    sky: ['#bfdcea', '#e5ecee', '#fdf2ee'],
    sun: '#ffffff',
    hills: ['#c9cfdc', '#a3acc2', '#6f7b98'],
    ground: '#d9d6cf',
    wall: '#faf3f0',
    roof: '#68738a',
    wood: '#a8735c',
    accent: '#d95f78',
    cloth: '#eaa3b2',
    leaf: '#e796ab',
    shrub: '#74a17c',
    light: '#fff0cf',
    night: false,
  },
  snow: {
    sky: ['#9dbad6', '#c8d9e8', '#f1f4f6'],
    sun: '#ffffff',
    hills: ['#c3d3e2', '#9bb3c9', '#6a87a4'],
    ground: '#eef3f7',
    wall: '#f2efe9',
    roof: '#586a82',
    wood: '#8c6a5a',
    accent: '#cf4f45',
    cloth: '#7d9dc0',
    leaf: '#4e7a7a',
    shrub: '#4f7f6c',
    light: '#ffdf9c',
    night: false,
  },
  jade: {
    sky: ['#8ccbc0', '#c2e4d6', '#f4f6e4'],
    sun: '#fffdeb',
    hills: ['#a7d0bf', '#6fa896', '#3f776d'],
    ground: '#cfd8b8',
    wall: '#f6f3e3',
    roof: '#4d6765',
    wood: '#a67a4f',
    accent: '#e07b4a',
    cloth: '#6fb09c',
    leaf: '#4f9068',
    shrub: '#47865f',
    light: '#fff0bd',
    night: false,
  },
} as const satisfies Record<string, Palette>

export type PaletteName = keyof typeof PALETTES
