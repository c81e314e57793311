/** Whether an address leads to nothing but the machine on which it is opened. */
export function isLoopback(address: string): boolean {
  // Written in any other way, as 127.1 or [0:0::1], a URL has these forms.
  const { hostname } = new URL(address);
  return (
    /^127\.|^0\.0\.0\.0$|(^|\.)localhost\.?$/.test(hostname) ||
    /^\[::(1|ffff:7f[\da-f]{2}:[\da-f]+)?\]$/.test(hostname)
  );
}
