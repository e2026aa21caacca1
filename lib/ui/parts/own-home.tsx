import { OtherSideOnHome } from './other-side.tsx';
import TabCard from './tab-card.tsx';

/** What the extension alone shows on top of the list: the tab beside the panel, and what comes from the web app. */
export default function OwnHome() {
  return (
    <div class="stack own-home">
      <TabCard />
      <OtherSideOnHome />
    </div>
  );
}
