import {
  AirVent,
  Bath,
  Cable,
  CarFront,
  Check,
  ChefHat,
  Cigarette,
  DoorClosedLocked,
  Droplets,
  Footprints,
  Heater,
  type LucideIcon,
  PartyPopper,
  PawPrint,
  Refrigerator,
  ScrollText,
  ShowerHead,
  Sparkles,
  SquareChevronUp,
  Toilet,
  Tv,
  WashingMachine,
  Wifi,
  Wind,
} from 'lucide-react'
import { wordsOf } from '../i18n/words.ts'

export interface Facility {
  readonly id: number
  readonly name: string
  readonly icon: string
}

const LOOKS = {
  wifi: Wifi,
  shower: ShowerHead,
  ac: AirVent,
  heating: Heater,
  smoking: Cigarette,
  water: Droplets,
  toothbrush: Sparkles,
  soap: Droplets,
  slippers: Footprints,
  tissue: Toilet,
  towel: ScrollText,
  shampoo: Wind,
  fridge: Refrigerator,
  washer: WashingMachine,
  lift: SquareChevronUp,
  cooking: ChefHat,
  pets: PawPrint,
  party: PartyPopper,
  access: DoorClosedLocked,
  parking: CarFront,
  lan: Cable,
  tv: Tv,
  bathtub: Bath,
} as const satisfies Record<string, LucideIcon>

const isKnown = (icon: string): icon is keyof typeof LOOKS => icon in LOOKS

/** What a facility looks like and is called; one that a site added has its own name and a tick. */
export function lookOf({ icon, name }: Facility): {
  readonly icon: LucideIcon
  readonly name: string
} {
  if (!isKnown(icon)) return { icon: Check, name }
  return { icon: LOOKS[icon], name: wordsOf('houses')(`facility_${icon}`) }
}

/** What people look for most, as large sites let them filter first; the rest stays behind these. */
const FIRST = [
  'wifi',
  'ac',
  'heating',
  'shower',
  'washer',
  'cooking',
  'parking',
  'lift',
  'fridge',
  'tv',
  'pets',
  'bathtub',
]

const placeOf = ({ icon }: Facility): number => {
  const place = FIRST.indexOf(icon)
  return place === -1 ? FIRST.length : place
}

/** What is filtered by most comes first. */
export const inOrder = (facilities: readonly Facility[]): readonly Facility[] =>
  facilities.toSorted((one, other) => placeOf(one) - placeOf(other))
