import { type DemoStory, HIGH_RISE, QUIET_LANE, room } from './story.ts'

/** By the titles of their houses. */
export const STORIES_IN_TOWN: Readonly<Record<string, DemoStory>> = {
  '鼓楼旁安静四合院，推门就是胡同': {
    kind: 'courtyard',
    position: { latitude: 39.9407, longitude: 116.3999 },
    bedrooms: [room('bedroom', 'double')],
    description:
      '院子是我奶奶留下来的，前年重新做了防水和地暖，门窗还是老的。\n\n东厢房归您一个人用：一张大床、一张能写字的八仙桌、干湿分开的卫生间。院里有棵石榴树，天好的时候早饭可以端到树下吃。\n\n出门往西三分钟到鼓楼，晚上能听见钟楼下的胡琴。地铁 8 号线什刹海站步行 7 分钟；胡同窄，开车来请停在鼓楼东大街的停车场。',
    house_rules: QUIET_LANE,
    arrival: '从鼓楼东大街拐进草厂胡同，左手第三个门，门环是铜狮子。东厢房在进门右手。',
  },
  '南锣鼓巷小院 | 屋顶露台看落日': {
    kind: 'courtyard',
    position: { latitude: 39.9389, longitude: 116.4027 },
    bedrooms: [room('bedroom', 'double'), room('bedroom', 'double')],
    description:
      '两间卧室都朝南，中间是带天窗的客厅。顺着木楼梯上到屋顶，是一块二十平方米的露台，夏天有凉席，冬天有炭炉。\n\n南锣鼓巷白天热闹，这条胡同却安静，因为它是断头的。',
    house_rules: `${QUIET_LANE}\n露台只到 22:00。`,
    arrival: '帽儿胡同走到 37 号，刷卡进院，楼梯在院子尽头。',
  },
  '什刹海银锭桥边，打开窗就是湖': {
    kind: 'flat',
    position: { latitude: 39.9411, longitude: 116.3869 },
    bedrooms: [room('bedroom', 'double'), room('living_room', 'sofa_bed')],
    description:
      '二层小楼的上面一层，三扇窗都对着后海。冬天可以看人滑冰，夏天荷花开到窗下。\n\n湖边的酒吧在对岸，这一侧 23:00 后很静。',
    house_rules: QUIET_LANE,
    arrival: '银锭桥往西 80 米，蓝色木门，上楼左手。',
  },
  '五道营胡同一居室，独立卫浴，近雍和宫': {
    kind: 'flat',
    position: { latitude: 39.9489, longitude: 116.4123 },
    bedrooms: [room('bedroom', 'double')],
    description:
      '五道营里的一间小屋，独门独卫。早上八点胡同还没醒，先去雍和宫烧香，回来楼下的咖啡馆刚开门。',
    house_rules: QUIET_LANE,
    arrival: '48 号院进门直走，最里面一间。',
  },
  '国贸夜景两居，落地窗正对中国尊': {
    kind: 'flat',
    position: { latitude: 39.9093, longitude: 116.4712 },
    bedrooms: [room('bedroom', 'double'), room('bedroom', 'double')],
    description:
      '二十八层，客厅一整面落地窗，傍晚六点半灯一起亮。两间卧室各带书桌，厨房可以做饭。\n\n大堂 24 小时有人，地铁 1 号线从地下直接走到。',
    house_rules: HIGH_RISE,
    arrival: '从大堂右侧的电梯上 28 层，出电梯左转。前台会问房东的名字。',
  },
  '三里屯步行 5 分钟，花园里的粉色小家': {
    kind: 'flat',
    position: { latitude: 39.9371, longitude: 116.4523 },
    bedrooms: [room('bedroom', 'double')],
    description: '老小区里的一楼，带一个种满绣球的小花园。太古里走路五分钟，花园里听不见。',
    house_rules: HIGH_RISE,
    arrival: '小区东门进，看见粉色的栅栏就是。',
  },
  '望京地铁口商务一居，大书桌 + 千兆网': {
    kind: 'flat',
    position: { latitude: 39.9986, longitude: 116.4703 },
    bedrooms: [room('bedroom', 'double')],
    description:
      '为出差准备：1.6 米的书桌、人体工学椅、千兆有线网、打印机。地铁 15 号线出口 200 米。',
    house_rules: HIGH_RISE,
    arrival: '409 号楼西门，密码锁，15 层。',
  },
  '蓝色港湾旁亲子三居，可做饭有童书': {
    kind: 'flat',
    position: { latitude: 39.9488, longitude: 116.4706 },
    bedrooms: [
      room('bedroom', 'double'),
      room('bedroom', 'double'),
      room('bedroom', 'single', 'single'),
    ],
    description:
      '自己家有两个孩子，所以插座都有盖，桌角都包过。一整面墙的绘本，餐椅、浴盆、推车都可以用。\n\n朝阳公园南门走路十分钟。',
    house_rules: `${HIGH_RISE}\n墙上可以画，画在白板上。`,
    arrival: '枣营北里南门进，15 号楼，电梯到 6 层。',
  },
  '双井地铁口的温馨小窝，一个人也自在': {
    kind: 'flat',
    position: { latitude: 39.8935, longitude: 116.4625 },
    bedrooms: [room('bedroom', 'single')],
    description: '二十平方米的开间，一张床、一盏好灯、一柜子的书。楼下就是地铁 10 号线。',
    house_rules: HIGH_RISE,
    arrival: '3 号楼门口有快递柜，门禁密码与房门相同。',
  },
  '雍和宫文艺老公寓，满屋绿植': {
    kind: 'flat',
    position: { latitude: 39.9437, longitude: 116.4192 },
    bedrooms: [room('bedroom', 'double')],
    description: '七十年代的红砖楼，四层，没有电梯，但有一屋子的龟背竹和一台黑胶唱机。',
    house_rules: `${HIGH_RISE}\n住三晚以上，请给植物浇一次水。`,
    arrival: '8 号楼最东边的单元，四楼左手。',
  },
  '北海公园北门，海棠树下的小院': {
    kind: 'courtyard',
    position: { latitude: 39.9331, longitude: 116.3838 },
    bedrooms: [room('bedroom', 'double'), room('bedroom', 'single', 'single')],
    description: '四月海棠开的时候，一院子都是花。北屋两间，南屋是厨房和饭厅，可以自己做饭。',
    house_rules: QUIET_LANE,
    arrival: '龙头井街走到底，灰门，门边有一盆海棠。',
  },
  '白塔寺胡同设计师的家，两只猫陪你喝茶': {
    kind: 'homestay',
    position: { latitude: 39.9247, longitude: 116.3571 },
    bedrooms: [room('bedroom', 'tatami')],
    description:
      '我做建筑设计，家里的柜子都是自己打的。两只猫叫墨和砚，不怕生，也不上床。\n\n窗外就是白塔。',
    house_rules: '猫不能出门，请随手关好院门。\n对猫过敏请不要预订。',
    arrival: '宫门口西岔走到转弯，木格门。按铃，我在家就给您开。',
  },
  '前门大栅栏老宅改造，整院可住八人': {
    kind: 'courtyard',
    position: { latitude: 39.8964, longitude: 116.3906 },
    bedrooms: Array.from({ length: 4 }, () => room('bedroom', 'double')),
    description:
      '清末的老宅，四间房围着一个天井，天井上加了玻璃顶，下雨也能坐。厨房、餐厅都在一层，长桌坐得下十个人。',
    house_rules: QUIET_LANE,
    arrival: '杨梅竹斜街东口进，走 200 米，红漆大门。',
  },
  '护国寺小吃街一居，夜里也热闹': {
    kind: 'flat',
    position: { latitude: 39.9366, longitude: 116.3722 },
    bedrooms: [room('bedroom', 'double')],
    description: '楼下就是护国寺小吃。豆汁喝不惯的话，隔壁的面茶好。',
    house_rules: HIGH_RISE,
    arrival: '29 号院 2 门，一楼右手。',
  },
  '景山脚下，傍晚去万春亭看中轴线': {
    kind: 'house',
    position: { latitude: 39.9262, longitude: 116.3931 },
    bedrooms: [room('bedroom', 'double'), room('bedroom', 'double')],
    description: '景山西门出来过马路就到。傍晚五点上万春亭，等故宫的灯亮了再回来吃饭。',
    house_rules: QUIET_LANE,
    arrival: '景山西街路西，第一个灰砖门楼。',
  },
}
