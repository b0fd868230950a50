// The directories that a watcher believes: those whose whole chain is signed by the roots of the manifest, and none that goes back.
import {
  type Annuaire,
  depuisTexte,
  empreinteAnnuaire,
  lireCanonique,
  Refus,
  verifierAnnuaire,
} from '@maillage/coffre'
import type { Racines } from './manifeste.ts'

/** The last version of a directory that was verified: what a watcher keeps from one round to the next. */
export type Annuaires = Record<string, Readonly<{ rang: number; empreinte: string }>>

type Lus = Readonly<{ annuaires: Annuaires; alarmes: readonly string[]; dits: readonly string[] }>

/**
 * Reads the directory of every organisation of the manifest. One that does not verify from its two roots, that is out of date on `jour` (Paris), or that
 * forgets the version seen before, is an alarm and teaches nothing: the one seen before stays known. One that verifies is known from now on, and said.
 */
export async function lireAnnuaires(
  adresse: string,
  racines: readonly Racines[],
  connus: Annuaires,
  jour: string,
): Promise<Lus> {
  const annuaires: Annuaires = { ...connus }
  const alarmes: string[] = []
  const dits: string[] = []
  for (const ici of racines) {
    const { organisme } = ici
    const connu = connus[organisme]
    try {
      const { ancrage, suite } = (await (await fetch(`${adresse}/v1/annuaire/${organisme}`)).json()) as {
        ancrage: Racines
        suite: string[]
      }
      if (ancrage.racine !== ici.racine || ancrage.region !== ici.region)
        alarmes.push(
          `Les clés racine servies pour ${organisme} ne sont pas celles du manifeste : les clés ont été remplacées.`,
        )
      const fichiers = suite.map(depuisTexte)
      const { racine, region } = ici
      const { rang } = verifierAnnuaire(fichiers, { organisme, racine, region, jour })
      const empreintes = fichiers.map(empreinteDe)
      if (connu && (rang < connu.rang || !empreintes.includes(connu.empreinte))) {
        alarmes.push(
          `L’annuaire de ${organisme} est revenu en arrière ou a été réécrit : la version ${connu.rang}, déjà vue, n’est plus dans sa suite.`,
        )
        continue
      }
      const empreinte = empreintes.at(-1)!
      annuaires[organisme] = { rang, empreinte }
      if (connu && connu.empreinte !== empreinte)
        dits.push(
          `L’annuaire de ${organisme} est passé à la version ${rang}, signée par ses deux clés (empreinte ${empreinte}). Faites-vous lire cette empreinte par la coordination.`,
        )
    } catch (erreur) {
      alarmes.push(
        erreur instanceof Refus
          ? `L’annuaire servi pour ${organisme} n’est pas celui que ses deux clés ont signé : ${erreur.message}`
          : `L’annuaire de ${organisme} ne se lit pas : le serveur ne le donne plus, ou plus sous sa forme.`,
      )
    }
  }
  return { annuaires, alarmes, dits }
}

const empreinteDe = (fichier: Uint8Array): string =>
  empreinteAnnuaire((lireCanonique(fichier) as unknown as { annuaire: Annuaire }).annuaire)
