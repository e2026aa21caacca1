/** Our own drawings, 24 units a side, one stroke width, so that they sit together. */
const paths = {
  camera:
    'M4 8.5A1.5 1.5 0 0 1 5.5 7H8l1.3-2h5.4L16 7h2.5A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  raise: 'M12 19.5v-15M5.5 11L12 4.5l6.5 6.5',
  lower: 'M12 4.5v15M5.5 13l6.5 6.5 6.5-6.5',
  copy: 'M9 9h11.5v11.5H9zM15.5 9V3.5H4V15h5',
  truck: 'M2.5 6h11.5v10.5H2.5zM14 9.5h4l3.5 4v3H14zM7 19a2.2 2.2 0 1 0 0-4.4A2.2 2.2 0 0 0 7 19zM17.5 19a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  book: 'M5 6.5a3 3 0 0 1 3-3h11v14H8a3 3 0 0 0 0 3h11M5 6.5V19M9.5 8h5.5',
  file: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6',
  pen: 'M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5',
  phone: 'M8 2.5h8a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.5zM11 18.5h2',
  check: 'M4.5 12.5l5 5 10-11',
  warn: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.1',
  stop: 'M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3zM9 9l6 6M15 9l-6 6',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.6v.1',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.3l3.5 2',
  send: 'M3.5 11.5L20.5 4l-5 16.5-4.5-6.5zM11 14l9.5-10',
  stamp: 'M9 13.5c1-2.5-.8-4-.8-6a3.8 3.8 0 0 1 7.6 0c0 2-1.8 3.5-.8 6zM5 13.5h14v3.5H5zM6 20.5h12',
  coin: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM15.5 8.7A4.3 4.3 0 0 0 8.8 12a4.3 4.3 0 0 0 6.7 3.3M7 11h5.5M7 13.3h5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  back: 'M14.5 5l-7 7 7 7',
  next: 'M9.5 5l7 7-7 7',
  undo: 'M8.5 5L4 9.5 8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3',
  redo: 'M15.5 5L20 9.5 15.5 14M19.5 9.5H10a5.5 5.5 0 0 0 0 11h3',
  trash: 'M4.5 6.5h15M9 6.5v-3h6v3M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6',
  cog: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.3 9.3a2.8 2.8 0 1 1 4.2 2.5c-1 .6-1.5 1.1-1.5 2.2M12 17v.1',
  shop: 'M4 10v10.5h16V10M2.5 9.5L5 4h14l2.5 5.5a2.4 2.4 0 0 1-4.7.5 2.4 2.4 0 0 1-4.8 0 2.4 2.4 0 0 1-4.8 0 2.4 2.4 0 0 1-4.7-.5zM10 20.5V15h4v5.5',
  town: 'M3.5 20.5h17M5 20.5V9.5l7-4.5 7 4.5v11M10 20.5V15h4v5.5M12 5V2.5h3M8.5 12v.1M15.5 12v.1M12 11v.1',
  search: 'M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM15.7 15.7l5 5',
  list: 'M8.5 6h12M8.5 12h12M8.5 18h12M4 6v.1M4 12v.1M4 18v.1',
  torch: 'M13 2.5L5.5 13.5H12l-1 8 7.5-11H12z',
  cloudOff: 'M3.5 3.5l17 17M8 7.5A6 6 0 0 1 17.5 10a4.5 4.5 0 0 1 2.8 7.3M17 19H7A4.5 4.5 0 0 1 6 10.2',
  school: 'M2.5 9L12 4.5 21.5 9 12 13.5zM6.5 11v5.5c3 2.5 8 2.5 11 0V11M21.5 9v5.5',
  share: 'M12 14.5v-11M8 7l4-4 4 4M5 12v8.5h14V12',
  clip: 'M19.5 11l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7L9.3 16.5a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6',
  mail: 'M3.5 6h17v12.5h-17zM3.5 7l8.5 6 8.5-6',
  down: 'M12 3.5v12M7.5 11l4.5 4.5L16.5 11M5 20.5h14',
  cross: 'M6 6l12 12M18 6L6 18',
  crop: 'M7 2.5v14.5h14.5M2.5 7h14.5v14.5M7 7l10 10',
  dots: 'M5 12v.1M12 12v.1M19 12v.1',
  code: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.5v2.5H14zM17.5 17.5H20V20h-2.5zM7 7v.1M17 7v.1M7 17v.1',
  click: 'M9.5 9.5l11 4.2-4.8 2-2 4.8zM9.5 3v2.7M3 9.5h2.7M4.9 4.9l2 2M14.1 4.9l-2 2M4.9 14.1l2-2',
  light: 'M12 21.5a6 6 0 0 1-6-6v-7a6 6 0 0 1 12 0v7a6 6 0 0 1-6 6zM12 7v.1M12 12v.1M12 17v.1',
} as const;

export type IconName = keyof typeof paths;
export const iconNames = Object.keys(paths) as IconName[];

/** Decorative: the word beside it carries the meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark: an order slip folded into a paper plane, with three grains of wheat as its lines. */
export function Mark() {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path d="M5 22.5L43 6 32 42l-9-13z" fill="var(--accent)" />
      <path d="M43 6L23 29l-1.5 11-4.5-13.5z" fill="var(--accent-press)" />
      <path
        d="M28.5 30.5c2.4-.4 4 .8 4.3 3-2.3.3-3.9-.8-4.3-3zM30 26c2.3-.5 4 .6 4.4 2.8-2.3.4-3.9-.6-4.4-2.8zM31.5 21.5c2.3-.6 4 .5 4.4 2.7-2.2.5-3.9-.5-4.4-2.7z"
        fill="#ffd76a"
      />
    </svg>
  );
}
