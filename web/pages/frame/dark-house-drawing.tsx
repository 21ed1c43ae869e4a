/** A house at night with nobody in: for pages that are not there, or broke. */
export const DarkHouseDrawing = () => (
  <svg aria-hidden="true" viewBox="0 0 200 140" className="w-52" fill="none">
    <path d="M12 124h176" className="stroke-line" strokeWidth="4" strokeLinecap="round" />
    <path
      d="M158 24a16 16 0 1 0 16 20 13 13 0 0 1-16-20z"
      className="fill-wait-wash stroke-wait"
      strokeWidth="3"
      strokeLinejoin="round"
    />
    <path
      d="M52 70v54h84V70"
      className="fill-card stroke-edge"
      strokeWidth="4"
      strokeLinejoin="round"
    />
    <path
      d="M38 78 94 30l56 48"
      className="stroke-brand"
      strokeWidth="9"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
    <path
      d="M64 124V92a4 4 0 0 1 4-4h16a4 4 0 0 1 4 4v32"
      className="fill-brand-wash stroke-edge"
      strokeWidth="4"
    />
    <circle cx="81" cy="108" r="2.5" className="fill-edge" />
    <rect
      x="101"
      y="86"
      width="22"
      height="20"
      rx="3"
      className="fill-wash stroke-edge"
      strokeWidth="4"
    />
    <path d="M112 86v20M101 96h22" className="stroke-edge" strokeWidth="3" />
    <path
      d="M166 124v-14m0 0c-9-2-10-14-2-18 10 3 11 14 2 18zM26 124v-9m0 0c-6-2-7-10-1-13 7 3 7 10 1 13z"
      className="fill-good-wash stroke-good"
      strokeWidth="3"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
)
