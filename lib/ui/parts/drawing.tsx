/** The welcome picture: a slip of the order pad taking off, grains of wheat behind it. Decorative. */
export function WelcomeDrawing() {
  return (
    <svg class="drawing" viewBox="0 0 320 220" aria-hidden="true" focusable="false">
      <path d="M18 190c52-8 74-44 118-52" fill="none" stroke="var(--edge)" stroke-width="2.5" stroke-dasharray="2 9" stroke-linecap="round" />
      <g transform="rotate(-9 96 120)">
        <rect x="46" y="62" width="104" height="132" rx="5" fill="var(--sheet)" stroke="var(--ink)" stroke-width="2.5" />
        <path d="M46 84h104" stroke="var(--ink)" stroke-width="2.5" />
        <path d="M62 106h50M62 122h72M62 138h60M62 154h40" stroke="var(--rule)" stroke-width="5" stroke-linecap="round" />
        <rect x="96" y="166" width="42" height="15" rx="3" fill="var(--doubt-wash)" stroke="var(--doubt-line)" stroke-width="2" />
        <path d="M60 73h26" stroke="var(--accent)" stroke-width="5" stroke-linecap="round" />
      </g>
      <path d="M150 108L302 34 262 190l-36-52z" fill="var(--accent)" />
      <path d="M302 34l-76 104-8 42-18-54z" fill="var(--accent-press)" />
      <g fill="#e8b93c">
        <path d="M247 139c10-2 17 3 19 12-10 2-17-3-19-12zM253 119c10-3 17 2 19 11-9 2-17-2-19-11zM259 100c9-3 17 1 19 10-9 3-17-1-19-10z" />
      </g>
      <path d="M204 58c8-3 14-9 16-17M228 44c6-3 10-8 11-14" fill="none" stroke="var(--edge)" stroke-width="2.5" stroke-linecap="round" />
    </svg>
  );
}
