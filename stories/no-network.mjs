import dns from 'node:dns'
import net from 'node:net'

/** Loaded before a product, it leaves the machine without a network, and ends a product that looks for one. */
function refuse() {
  process.stderr.write('somebody looked for a network\n')
  process.exit(97)
}

net.Socket.prototype.connect = refuse
dns.lookup = refuse
