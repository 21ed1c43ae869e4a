/** Districts of the one city that the demo is about, and how they are called in English. */
export const AREAS = {
  东城区: 'Dongcheng',
  西城区: 'Xicheng',
  朝阳区: 'Chaoyang',
  海淀区: 'Haidian',
  丰台区: 'Fengtai',
  石景山区: 'Shijingshan',
  通州区: 'Tongzhou',
  昌平区: 'Changping',
  怀柔区: 'Huairou',
  延庆区: 'Yanqing',
} as const

export type AreaName = keyof typeof AREAS

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
