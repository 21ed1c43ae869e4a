/** Districts of the one city that the demo is about. */
export const AREAS = [
  '东城区',
  '西城区',
  '朝阳区',
  '海淀区',
  '丰台区',
  '石景山区',
  '通州区',
  '昌平区',
  '怀柔区',
  '延庆区',
] as const

export type AreaName = (typeof AREAS)[number]

export type FacilityIcon =
  | 'wifi'
  | 'shower'
  | 'ac'
  | 'heating'
  | 'smoking'
  | 'water'
  | 'toothbrush'
  | 'soap'
  | 'slippers'
  | 'tissue'
  | 'towel'
  | 'shampoo'
  | 'fridge'
  | 'washer'
  | 'lift'
  | 'cooking'
  | 'pets'
  | 'party'
  | 'access'
  | 'parking'
  | 'lan'
  | 'tv'
  | 'bathtub'
