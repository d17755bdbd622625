import { BlockList, isIP } from 'node:net';

/*
 * IANA special-purpose address registries: everything that is not a plain public unicast address.
 * IPv6 forms that carry an IPv4 address inside (mapped, NAT64, 6to4, Teredo) are refused whole: a public
 * web site has no need of them, and each is a way to write a private address differently.
 */
const SPECIAL_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
const SPECIAL_IPV6: readonly (readonly [string, number])[] = [
  ['::', 3],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['4000::', 2],
  ['8000::', 1],
];

// Two lists: a list with IPv6 ranges would also hold them against IPv4 addresses in their mapped form.
const specialIpv4 = new BlockList();
const specialIpv6 = new BlockList();
for (const [net, prefix] of SPECIAL_IPV4) specialIpv4.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of SPECIAL_IPV6) specialIpv6.addSubnet(net, prefix, 'ipv6');

/** Whether an IP address, as text without brackets, is one that anybody on the internet may reach. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !specialIpv4.check(address, 'ipv4');
  return family === 6 && !specialIpv6.check(address, 'ipv6');
}

/** Whether a name may be reached: by any of its addresses, since which one is used is not ours to choose. */
export const arePublicAddresses = (addresses: readonly string[]): boolean =>
  addresses.length > 0 && addresses.every(isPublicAddress);
