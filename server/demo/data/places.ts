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

/** By icon, in the order of their ids. */
export const FACILITIES = {
  wifi: '无线网络',
  shower: '热水淋浴',
  ac: '空调',
  heating: '暖气',
  smoking: '允许吸烟',
  water: '饮水设备',
  toothbrush: '牙具',
  soap: '香皂',
  slippers: '拖鞋',
  tissue: '手纸',
  towel: '毛巾',
  shampoo: '沐浴露、洗发露',
  fridge: '冰箱',
  washer: '洗衣机',
  lift: '电梯',
  cooking: '允许做饭',
  pets: '允许带宠物',
  party: '允许聚会',
  access: '门禁系统',
  parking: '停车位',
  lan: '有线网络',
  tv: '电视',
  bathtub: '浴缸',
} as const

export type FacilityIcon = keyof typeof FACILITIES
