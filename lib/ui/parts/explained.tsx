import { explained as words } from '../words/fr/explained.ts';
import { OrderDrawing } from './order-drawing.tsx';

/** What the two codes are, and where an order bears them. */
export function Explained() {
  return (
    <div class="stack">
      <OrderDrawing />
      <p>{words.serviceMeaning}</p>
      <p>{words.engagementMeaning}</p>
    </div>
  );
}
