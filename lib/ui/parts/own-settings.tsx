import { OtherSideInSettings } from './other-side.tsx';
import Sites from './sites.tsx';

/** What the extension alone lets be settled: the web app that is linked, the sites that were allowed. */
export default function OwnSettings() {
  return (
    <>
      <OtherSideInSettings />
      <Sites />
    </>
  );
}
