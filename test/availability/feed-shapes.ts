/** A calendar as another product writes it, and the days it takes: first and last, inclusive. */
export interface FeedShape {
  readonly product: string
  readonly text: string
  readonly taken: readonly (readonly [first: string, last: string])[]
}

const calendar = (head: string, ...events: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', head, ...events, 'END:VCALENDAR', ''].join('\r\n')

const event = (...lines: readonly string[]): string =>
  ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')

const BERLIN = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Berlin',
  'BEGIN:DAYLIGHT',
  'DTSTART:19700329T020000',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')

const CHINA = [
  'BEGIN:VTIMEZONE',
  'TZID:China Standard Time',
  'BEGIN:STANDARD',
  'DTSTART:16010101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')

/** Written after the public descriptions of each product; the site's zone is Asia/Shanghai. */
export const FEED_SHAPES: readonly FeedShape[] = [
  {
    product: 'Airbnb: a reservation',
    text: calendar(
      'PRODID:-//Airbnb Inc//Hosting Calendar 1.0//EN\r\nCALSCALE:GREGORIAN',
      event(
        'DTEND;VALUE=DATE:20261206',
        'DTSTART;VALUE=DATE:20261203',
        'UID:1418fb94e984-a1b2c3@airbnb.com',
        'DESCRIPTION:Reservation URL: https://www.airbnb.com/hosting/reservations/details/HM\r\n XYZ12\\nPhone Number (Last 4 Digits): 1234',
        'SUMMARY:Reserved',
      ),
    ),
    taken: [['2026-12-03', '2026-12-05']],
  },
  {
    product: 'Airbnb: days that are not available, beside a reservation',
    text: calendar(
      'PRODID;X-RICAL-TZSOURCE=TZINFO:-//Airbnb Inc//Hosting Calendar 0.8.8//EN',
      event(
        'DTEND;VALUE=DATE:20261222',
        'DTSTART;VALUE=DATE:20261220',
        'UID:a@airbnb.com',
        'SUMMARY:Reserved',
      ),
      event(
        'DTEND;VALUE=DATE:20270102',
        'DTSTART;VALUE=DATE:20261222',
        'UID:b@airbnb.com',
        'SUMMARY:Airbnb (Not available)',
      ),
    ),
    taken: [['2026-12-20', '2027-01-01']],
  },
  {
    product: 'Booking.com: closed',
    text: calendar(
      'METHOD:PUBLISH\r\nPRODID:-//admin.booking.com//NONSGML//EN',
      event(
        'DTSTART;VALUE=DATE:20261210',
        'DTEND;VALUE=DATE:20261211',
        'UID:4d2fd41a1e@booking.com',
        'SUMMARY:CLOSED - Not available',
      ),
    ),
    taken: [['2026-12-10', '2026-12-10']],
  },
  {
    product: 'Vrbo: reserved with a name, blocked by the owner',
    text: calendar(
      'PRODID:-//HomeAway.com, Inc.//EN\r\nCALSCALE:GREGORIAN',
      event(
        'UID:2f0e9ad3-1',
        'DTSTAMP:20261130T120000Z',
        'DTSTART;VALUE=DATE:20261224',
        'DTEND;VALUE=DATE:20261227',
        'SUMMARY:Reserved - Anna',
      ),
      event(
        'UID:2f0e9ad3-2',
        'DTSTAMP:20261130T120000Z',
        'DTSTART;VALUE=DATE:20270110',
        'DTEND;VALUE=DATE:20270112',
        'SUMMARY:Blocked',
      ),
    ),
    taken: [
      ['2026-12-24', '2026-12-26'],
      ['2027-01-10', '2027-01-11'],
    ],
  },
  {
    product: '途家: all-day events with Chinese words',
    text: calendar(
      'PRODID:-//Tujia//Calendar//CN\r\nX-WR-CALNAME:什刹海小院',
      event(
        'UID:tujia-8812@tujia.com',
        'DTSTART;VALUE=DATE:20270206',
        'DTEND;VALUE=DATE:20270213',
        'SUMMARY:已预订',
      ),
    ),
    taken: [['2027-02-06', '2027-02-12']],
  },
  {
    product: '美团民宿: local times without a zone',
    text: calendar(
      'PRODID:-//Meituan//Minsu//CN',
      event('UID:mt-1', 'DTSTART:20261215T140000', 'DTEND:20261217T120000', 'SUMMARY:占用'),
    ),
    taken: [['2026-12-15', '2026-12-16']],
  },
  {
    product: 'Google: all-day, with its many fields',
    text: calendar(
      'PRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nX-WR-TIMEZONE:Asia/Shanghai',
      event(
        'DTSTART;VALUE=DATE:20270101',
        'DTEND;VALUE=DATE:20270103',
        'DTSTAMP:20261130T080000Z',
        'UID:7kukuqrfedlm2f9t@google.com',
        'CREATED:20261101T000000Z',
        'LAST-MODIFIED:20261101T000000Z',
        'SEQUENCE:0',
        'STATUS:CONFIRMED',
        'SUMMARY:自住',
        'TRANSP:OPAQUE',
      ),
    ),
    taken: [['2027-01-01', '2027-01-02']],
  },
  {
    product: 'Google: shown as free',
    text: calendar(
      'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
      event(
        'DTSTART;VALUE=DATE:20270101',
        'DTEND;VALUE=DATE:20270103',
        'UID:f',
        'TRANSP:TRANSPARENT',
      ),
    ),
    taken: [],
  },
  {
    product: 'Google: times in UTC, over midnight here',
    text: calendar(
      'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
      event('DTSTART:20261204T070000Z', 'DTEND:20261206T040000Z', 'UID:u'),
    ),
    taken: [['2026-12-04', '2026-12-05']],
  },
  {
    product: 'Google: the evening in UTC is the next day here',
    text: calendar(
      'PRODID:-//Google Inc//Google Calendar 70.9054//EN',
      event('DTSTART:20261204T180000Z', 'DTEND:20261205T180000Z', 'UID:u2'),
    ),
    taken: [['2026-12-05', '2026-12-05']],
  },
  {
    product: 'Outlook: a zone by its Windows name, with its definition',
    text: calendar(
      'METHOD:PUBLISH\r\nPRODID:Microsoft Exchange Server 2010',
      CHINA,
      event(
        'UID:040000008200E00074C5B7101A82E008',
        'DTSTART;TZID=China Standard Time:20261208T150000',
        'DTEND;TZID=China Standard Time:20261210T110000',
        'CLASS:PUBLIC',
        'TRANSP:OPAQUE',
        'STATUS:CONFIRMED',
        'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
      ),
    ),
    taken: [['2026-12-08', '2026-12-09']],
  },
  {
    product: 'Outlook: a zone by its Windows name, without its definition',
    text: calendar(
      'PRODID:Microsoft Exchange Server 2010',
      event(
        'UID:0400000082',
        'DTSTART;TZID=China Standard Time:20261208T000000',
        'DTEND;TZID=China Standard Time:20261209T000000',
      ),
    ),
    taken: [['2026-12-08', '2026-12-08']],
  },
  {
    product: 'Apple: a DURATION instead of an end',
    text: calendar(
      'PRODID:-//Apple Inc.//macOS 15.1//EN\r\nCALSCALE:GREGORIAN',
      event('UID:9D0B1F', 'DTSTART;VALUE=DATE:20261212', 'DURATION:P3D', 'SUMMARY:Family'),
    ),
    taken: [['2026-12-12', '2026-12-14']],
  },
  {
    product: 'Apple: every weekend, without an end',
    text: calendar(
      'PRODID:-//Apple Inc.//macOS 15.1//EN',
      event(
        'UID:9D0B20',
        'DTSTART;VALUE=DATE:20261204',
        'DTEND;VALUE=DATE:20261206',
        'RRULE:FREQ=WEEKLY;UNTIL=20261218',
      ),
    ),
    taken: [
      ['2026-12-04', '2026-12-05'],
      ['2026-12-11', '2026-12-12'],
      ['2026-12-18', '2026-12-19'],
    ],
  },
  {
    product: 'Apple: a series with one day left out',
    text: calendar(
      'PRODID:-//Apple Inc.//iOS 19//EN',
      event(
        'UID:9D0B21',
        'DTSTART;VALUE=DATE:20261207',
        'DTEND;VALUE=DATE:20261208',
        'RRULE:FREQ=DAILY;COUNT=5',
        'EXDATE;VALUE=DATE:20261209',
      ),
    ),
    taken: [
      ['2026-12-07', '2026-12-08'],
      ['2026-12-10', '2026-12-11'],
    ],
  },
  {
    product: 'Nextcloud: one occurrence moved',
    text: calendar(
      'PRODID:-//IDN nextcloud.com//Calendar app 5.0//EN',
      event(
        'UID:nc-1',
        'DTSTART;VALUE=DATE:20261201',
        'DTEND;VALUE=DATE:20261202',
        'RRULE:FREQ=WEEKLY;COUNT=3',
      ),
      event(
        'UID:nc-1',
        'RECURRENCE-ID;VALUE=DATE:20261208',
        'DTSTART;VALUE=DATE:20261209',
        'DTEND;VALUE=DATE:20261211',
      ),
    ),
    taken: [
      ['2026-12-01', '2026-12-01'],
      ['2026-12-09', '2026-12-10'],
      ['2026-12-15', '2026-12-15'],
    ],
  },
  {
    product: 'Nextcloud: one occurrence cancelled',
    text: calendar(
      'PRODID:-//IDN nextcloud.com//Calendar app 5.0//EN',
      event(
        'UID:nc-2',
        'DTSTART;VALUE=DATE:20261201',
        'DTEND;VALUE=DATE:20261202',
        'RRULE:FREQ=WEEKLY;COUNT=2',
      ),
      event(
        'UID:nc-2',
        'RECURRENCE-ID;VALUE=DATE:20261208',
        'DTSTART;VALUE=DATE:20261208',
        'DTEND;VALUE=DATE:20261209',
        'STATUS:CANCELLED',
      ),
    ),
    taken: [['2026-12-01', '2026-12-01']],
  },
  {
    product: 'Nextcloud: a zone far away, with its definition',
    text: calendar(
      'PRODID:-//IDN nextcloud.com//Calendar app 5.0//EN',
      BERLIN,
      event(
        'UID:nc-3',
        'DTSTART;TZID=Europe/Berlin:20261204T180000',
        'DTEND;TZID=Europe/Berlin:20261206T100000',
      ),
    ),
    taken: [['2026-12-05', '2026-12-05']],
  },
  {
    product: 'a zone far away, without its definition',
    text: calendar(
      'PRODID:-//Some Tool//EN',
      event(
        'UID:z-1',
        'DTSTART;TZID=America/New_York:20270313T150000',
        'DTEND;TZID=America/New_York:20270315T110000',
      ),
    ),
    taken: [['2027-03-14', '2027-03-14']],
  },
  {
    product: 'Guesty: tentative holds count, cancelled ones do not',
    text: calendar(
      'PRODID:-//Guesty//EN',
      event(
        'UID:g-1',
        'DTSTART;VALUE=DATE:20261230',
        'DTEND;VALUE=DATE:20261231',
        'STATUS:TENTATIVE',
      ),
      event(
        'UID:g-2',
        'DTSTART;VALUE=DATE:20270105',
        'DTEND;VALUE=DATE:20270106',
        'STATUS:CANCELLED',
      ),
    ),
    taken: [['2026-12-30', '2026-12-30']],
  },
  {
    product: 'Lodgify: over the end of the year',
    text: calendar(
      'PRODID:-//Lodgify//EN',
      event('UID:l-1', 'DTSTART;VALUE=DATE:20261229', 'DTEND;VALUE=DATE:20270103'),
    ),
    taken: [['2026-12-29', '2027-01-02']],
  },
  {
    product: 'Smoobu: a leap day',
    text: calendar(
      'PRODID:-//Smoobu//EN',
      event('UID:s-1', 'DTSTART;VALUE=DATE:20280228', 'DTEND;VALUE=DATE:20280301'),
    ),
    taken: [['2028-02-28', '2028-02-29']],
  },
  {
    product: 'Hostaway: two events that overlap',
    text: calendar(
      'PRODID:-//Hostaway//EN',
      event('UID:h-1', 'DTSTART;VALUE=DATE:20261203', 'DTEND;VALUE=DATE:20261206'),
      event('UID:h-2', 'DTSTART;VALUE=DATE:20261205', 'DTEND;VALUE=DATE:20261208'),
    ),
    taken: [['2026-12-03', '2026-12-07']],
  },
  {
    product: 'Hospitable: the same event twice',
    text: calendar(
      'PRODID:-//Hospitable//EN',
      event('UID:o-1', 'DTSTART;VALUE=DATE:20261203', 'DTEND;VALUE=DATE:20261206'),
      event('UID:o-1', 'DTSTART;VALUE=DATE:20261203', 'DTEND;VALUE=DATE:20261206'),
    ),
    taken: [['2026-12-03', '2026-12-05']],
  },
  {
    product: 'OwnerRez: a day written as its own end',
    text: calendar(
      'PRODID:-//OwnerRez//EN',
      event('UID:r-1', 'DTSTART;VALUE=DATE:20261203', 'DTEND;VALUE=DATE:20261203'),
    ),
    taken: [['2026-12-03', '2026-12-03']],
  },
  {
    product: 'Tokeet: no end at all',
    text: calendar('PRODID:-//Tokeet//EN', event('UID:t-1', 'DTSTART;VALUE=DATE:20261203')),
    taken: [['2026-12-03', '2026-12-03']],
  },
  {
    product: 'Beds24: closed for ever',
    text: calendar(
      'PRODID:-//Beds24//EN',
      event('UID:b-1', 'DTSTART;VALUE=DATE:20280101', 'DTEND;VALUE=DATE:99991231'),
    ),
    taken: [['2028-01-01', '2029-12-05']],
  },
  {
    product: 'TripAdvisor: events of years ago, and one that runs now',
    text: calendar(
      'PRODID:-//FlipKey//EN',
      event('UID:p-1', 'DTSTART;VALUE=DATE:20200101', 'DTEND;VALUE=DATE:20200105'),
      event('UID:p-2', 'DTSTART;VALUE=DATE:20261128', 'DTEND;VALUE=DATE:20261203'),
    ),
    taken: [['2026-12-01', '2026-12-02']],
  },
  {
    product: 'Agoda: lines that end in LF alone, small letters, a byte order mark',
    text: `\uFEFFbegin:vcalendar\nversion:2.0\nprodid:-//Agoda//EN\nbegin:vevent\nuid:a-1\ndtstart;value=date:20261203\ndtend;value=date:20261204\nend:vevent\nend:vcalendar`,
    taken: [['2026-12-03', '2026-12-03']],
  },
  {
    product: 'an empty calendar',
    text: calendar('PRODID:-//Airbnb Inc//Hosting Calendar 1.0//EN'),
    taken: [],
  },
  {
    product: 'two calendars in one file, with tasks and alarms',
    text: `${calendar('PRODID:-//A//EN', event('UID:c-1', 'DTSTART;VALUE=DATE:20261203', 'DTEND;VALUE=DATE:20261204', 'BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM'))}${calendar('PRODID:-//B//EN', 'BEGIN:VTODO\r\nUID:todo\r\nEND:VTODO', event('UID:c-2', 'DTSTART;VALUE=DATE:20261210', 'DTEND;VALUE=DATE:20261211'))}`,
    taken: [
      ['2026-12-03', '2026-12-03'],
      ['2026-12-10', '2026-12-10'],
    ],
  },
]
