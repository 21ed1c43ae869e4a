import { type Static, Type } from 'typebox'
import {
  BED_KINDS,
  BEDROOM_KINDS,
  BEDROOMS_MAX,
  BEDS_MAX,
  HOUSE_KINDS,
} from '../rules/house-kinds.ts'
import { PlainText } from './values.ts'

// What a host tells of a house beside its facts, and where it is.

const DESCRIPTION_LETTERS_MAX = 5_000
const HOUSE_RULES_LETTERS_MAX = 2_000
const ARRIVAL_LETTERS_MAX = 2_000

/** The radius of the circle that stands for a house on the map, in metres. */
export const CIRCLE_METRES = 500

/** Text in paragraphs, or none. */
const StoryText = (length_max: number, description: string) => PlainText(length_max, description, 0)
const ShortText = (length_max: number, description: string) =>
  Type.Optional(StoryText(length_max, description))

/** `''`: not said. */
const Kind = Type.Union([Type.Enum(HOUSE_KINDS), Type.Literal('')], {
  description: '房屋类型；房东没有填写时为空字符串',
})

export const BedroomSchema = Type.Object({
  room: Type.Enum(BEDROOM_KINDS),
  beds: Type.Array(
    Type.Object({
      bed: Type.Enum(BED_KINDS),
      count: Type.Integer({ minimum: 1, maximum: BEDS_MAX }),
    }),
    { minItems: 1, maxItems: BEDS_MAX },
  ),
})
export type Bedroom = Static<typeof BedroomSchema>

const Latitude = Type.Number({ minimum: -90, maximum: 90, description: '纬度，WGS 84' })
const Longitude = Type.Number({ minimum: -180, maximum: 180, description: '经度，WGS 84' })
export const Point = Type.Object({ latitude: Latitude, longitude: Longitude })
export type Position = Static<typeof Point>

/** What is shown of where a house is: a circle around it, or the place itself. */
export const ShownPlace = Type.Union(
  [
    Type.Object({
      ...Point.properties,
      radius: Type.Integer({
        description: `房屋在以此为圆心、这么多米为半径的圆内（${CIRCLE_METRES}）；0 为准确位置`,
      }),
    }),
    Type.Null(),
  ],
  { description: '地图上的位置；房东没有填写时为 null' },
)

/** How guests get in. */
export const Instructions = Type.Object({
  door_code: ShortText(64, '门锁密码'),
  wifi_name: ShortText(64, '无线网络名称'),
  wifi_password: ShortText(128, '无线网络密码'),
  arrival: ShortText(ARRIVAL_LETTERS_MAX, '怎样找到、怎样进门'),
})
export type InstructionsText = Static<typeof Instructions>

/** What a form may say beside what old clients send; what is left out stays as it is. */
export const storyForm = {
  kind: Type.Optional(Kind),
  description: Type.Optional(StoryText(DESCRIPTION_LETTERS_MAX, '房屋介绍，可分段')),
  house_rules: Type.Optional(StoryText(HOUSE_RULES_LETTERS_MAX, '房东对客人的要求')),
  bedrooms: Type.Optional(Type.Array(BedroomSchema, { maxItems: BEDROOMS_MAX })),
  position: Type.Optional(
    Type.Union([Point, Type.Null()], {
      description: '房屋的准确位置，付款后才告诉房客；null 为不填',
    }),
  ),
  instructions: Type.Optional(Instructions),
}

/** What the page of a house tells beside its facts. */
export const storyOfHouse = {
  kind: Kind,
  description: Type.String({ description: '房屋介绍，空行分段' }),
  house_rules: Type.String({ description: '房东对客人的要求' }),
  bedrooms: Type.Array(BedroomSchema, { description: '每间房里的床' }),
  position: ShownPlace,
  address_exact: Type.Boolean({
    description: 'address 与 position 是否准确：只有房东和付了款、还没退房的房客看得到',
  }),
}

export const exampleStory = {
  kind: 'courtyard',
  description: '院子不大，海棠树下有一张茶桌。\n\n出门左转三分钟到后海。',
  house_rules: '院里住着邻居，22:00 后请轻声。',
  bedrooms: [{ room: 'bedroom', beds: [{ bed: 'double', count: 1 }] }],
  position: { latitude: 39.9412, longitude: 116.3834, radius: CIRCLE_METRES },
  address_exact: false,
} as const

export const exampleInstructions = {
  door_code: '2580#',
  wifi_name: 'houhai-yard',
  wifi_password: 'haitang2026',
  arrival: '进胡同第三个门，红色门环。',
}
