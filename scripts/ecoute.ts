import { once } from 'node:events'
import { createServer } from 'node:net'

/** Why the address cannot be listened on, in French; null when the error is of another kind. */
export function expliquerEcoute(erreur: Error): string | null {
  const { code, syscall, port, address } = erreur as NodeJS.ErrnoException & {
    port?: number
    address?: string
  }
  if (syscall !== 'listen' && syscall !== 'bind') return null
  switch (code) {
    case 'EADDRINUSE':
      return `Le port ${port} est déjà pris par un autre programme, peut-être un autre lancement de Maillage. Arrêtez-le, ou choisissez un autre port avec la variable PORT.`
    case 'EACCES':
      return `Ce compte n’a pas le droit d’écouter sur le port ${port}, réservé au système. Choisissez un port au-dessus de 1024 avec la variable PORT.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `L’adresse ${address} n’est pas celle de cette machine. Corrigez la variable HOTE (127.0.0.1 derrière un mandataire local, 0.0.0.0 pour toutes les adresses).`
    default:
      return null
  }
}

/** Refuses at once a port that is taken: before the database is opened and the demonstration played. */
export async function refuserPortPris(port: number, hote: string): Promise<void> {
  const essai = createServer().listen(port, hote)
  await once(essai, 'listening')
  essai.close()
  await once(essai, 'close')
}
