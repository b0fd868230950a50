import { ErreurUsage, type Machine } from '../src/machine.ts'

/** A machine whose files are texts: what a command wrote, said and saved can be read afterwards. */
export function machineFactice(fichiers: Readonly<Record<string, string>> = {}) {
  const sorties: string[] = []
  const messages: string[] = []
  const enregistres = new Map<string, string>()
  const lire = (chemin: string): string => {
    const texte = fichiers[chemin]
    if (texte === undefined) throw new ErreurUsage(`« ${chemin} » : ce fichier n’existe pas.`)
    return texte
  }
  const machine: Machine = {
    lire: async (chemin) => lire(chemin),
    flux: async function* (chemin) {
      yield new TextEncoder().encode(lire(chemin))
    },
    ecrire: async (texte) => {
      sorties.push(texte)
    },
    dire: (texte) => {
      messages.push(texte)
    },
    enregistrer: async (chemin, texte) => {
      enregistres.set(chemin, texte)
    },
  }
  return { machine, sortie: () => sorties.join(''), messages: () => messages.join('\n'), enregistres }
}
