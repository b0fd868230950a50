import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import type { Exemple } from '#platform/http/contexte.ts'
import type { ContenuPublic, Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { litLesPublications } from './domain/droits.ts'
import { estAdresse } from './domain/portail.ts'
import { findAdresse, findPortail, type Portail } from './portail.queries.ts'

/** Parts of a portal: what follows its address, and its words. */
export const RUBRIQUES = [
  ['', 'L’essentiel'],
  ['/programme', 'Programme'],
  ['/decisions', 'Décisions'],
  ['/schema', 'Schéma'],
  ['/calendrier', 'Calendrier'],
  ['/documents', 'Documents'],
  ['/delais', 'Délais'],
  ['/donnees', 'Données ouvertes'],
  ['/figures', 'Figures'],
] as const
export type Rubrique = (typeof RUBRIQUES)[number][0]

export const hrefDe = ({ adresse }: Pick<Portail, 'adresse'>, suite = ''): string =>
  `/ouvert/${adresse}${suite}`

/** A page of a portal: its frame, its parts, and the part it belongs to. */
export const pageDuPortail = (
  portail: Portail,
  rubrique: Rubrique,
  page: Omit<ContenuPublic, 'portail' | 'onglets' | 'chemin'> & { readonly chemin?: string },
): ContenuPublic => ({
  ...page,
  chemin: page.chemin ?? hrefDe(portail, rubrique),
  portail: {
    nom: portail.nom,
    href: hrefDe(portail),
    ...(portail.contact && { mention: `Contact : ${portail.contact}` }),
  },
  onglets: RUBRIQUES.map(([suite, libelle]) => ({
    libelle,
    href: hrefDe(portail, suite),
    courant: suite === rubrique,
  })),
})

export type AdresseDePortail = { Params: { adresse: string } }

/**
 * Reads what is public at the address of a request. A closed portal says so, but shows its members what it would give to read; an unknown
 * address is nothing.
 */
export async function lirePortail<T>(
  services: Services,
  requete: FastifyRequest,
  reponse: FastifyReply,
  travail: (tx: Tx, portail: Portail, jour: Jour) => Promise<T>,
): Promise<{ readonly portail: Portail; readonly jour: Jour; readonly donnees: T } | null> {
  const { adresse } = requete.params as AdresseDePortail['Params']
  const jour = jourDe(requete.maintenant)
  const trouve = estAdresse(adresse) ? await findAdresse(services.base, adresse) : undefined
  const lire = async (tx: Tx) => {
    const portail = await findPortail(tx, jour)
    return portail && { portail, jour, donnees: await travail(tx, portail, jour) }
  }
  if (trouve?.ouvert) {
    const lu = await services.base.enTantQuePublic(trouve.cooperationId, lire)
    if (lu) return lu
  } else if (trouve) {
    const acteur = await requete.acteurSiConnecte()
    if (acteur?.cooperationId === trouve.cooperationId && litLesPublications.autorise(acteur)) {
      requete.apercu = true
      const lu = await services.base.enApercuPublic(trouve.cooperationId, lire)
      if (lu) return lu
    }
  }
  if (trouve) await services.pageSimple(requete, reponse, pageFermee)
  else await services.introuvable(requete, reponse, 'Ce portail public')
  return null
}

const pageFermee = {
  titre: 'Ce portail public n’est pas ouvert',
  statut: 404,
  contenu: (
    <>
      <p>
        Les membres de cette coopération n’ont pas ouvert leur portail public, ou l’ont refermé. Ce qu’ils
        auront choisi de publier se lira ici à son ouverture.
      </p>
      <p>
        <a href="/ouvert">Voir les portails ouverts</a>
      </p>
    </>
  ),
}

/** What every route of the portal declares: open to all, the same for all. */
export const publique = (exemple: Exemple) => ({
  config: { droit: ouvertATous, exemple, sansSession: true },
})

/** The address of an open portal in the scope of the reader, with what follows it. */
export const unPortail =
  (suite = '') =>
  async (tx: Tx): Promise<string | null> => {
    const ligne = await tx
      .selectFrom('portail')
      .select('adresse')
      .where('ouvert', '=', true)
      .executeTakeFirst()
    return ligne ? `/ouvert/${ligne.adresse}${suite}` : null
  }
