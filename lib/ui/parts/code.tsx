import encodeQR from 'qr';

/** A text as a QR code, four modules of white around it as cameras want. */
export function Code({ text, label }: { text: string; label: string }) {
  const modules = encodeQR(text, 'raw', { ecc: 'low', border: 4 });
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg
      class="code"
      viewBox={`0 0 ${modules.length} ${modules.length}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={label}
      data-testid="code"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
