/** The shard that holds the services of a SIREN. */
export function shardOf(siren: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < 9; at++) hash = Math.imul(hash ^ siren.charCodeAt(at), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % count;
}
