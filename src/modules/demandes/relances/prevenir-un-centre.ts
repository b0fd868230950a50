import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { MoyenDEnvoi, MoyenDEnvoiSigne } from '#platform/courriel/courriel.ts'
import type { Reception } from '#platform/courriel/entrant.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { dateLongue } from '#shared/typographie.ts'
import { adresseDeReponse } from '../courriels/adresse.ts'
import type { DemandeLue } from '../demandes.queries.ts'
import type { AvisExterieur } from '../tiers/avis.queries.ts'
import { cheminDeLAvis } from '../tiers/lien.ts'

/** Who treats requests in a centre today; its direction when nobody holds that function there. */
async function listTraitants(tx: Tx, centreId: string, jour: Jour): Promise<string[]> {
  const { rows } = await sql<{ courriel: string; fonction: string }>`
    select distinct p.courriel, f.fonction from fonction_tenue f join personne p on p.id = f.personne_id
    where f.organisme_id = ${centreId} and f.fonction in ('gestion_demandes', 'direction') and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
    order by p.courriel`.execute(tx)
  const traitants = rows.filter(({ fonction }) => fonction === 'gestion_demandes')
  return (traitants.length > 0 ? traitants : rows).map(({ courriel }) => courriel)
}

const corps = (demande: Pick<DemandeLue, 'id' | 'numero'>, phrase: string, adresse: string) => `Bonjour,

Demande ${demande.numero} : ${phrase}.

La lire : ${adresse}/demandes/${demande.id}
`

/** Tells another centre what is asked of it: an opinion, or a request to treat. Neither the subject nor the employer leaves by mail. */
export async function prevenirUnCentre(
  tx: Tx,
  { courriel, adresse }: MoyenDEnvoi,
  demande: Pick<DemandeLue, 'id' | 'numero'>,
  centreId: string,
  phrase: string,
  maintenant: Date,
): Promise<void> {
  for (const a of await listTraitants(tx, centreId, jourDe(maintenant)))
    await courriel.envoyer(tx, {
      a,
      objet: `Demande ${demande.numero} : ${phrase}`,
      texte: corps(demande, phrase, adresse),
    })
}

/** Tells whoever carries a request what is new on it; nobody when nobody carries it. */
export async function prevenirLePorteur(
  tx: Tx,
  { courriel, adresse }: MoyenDEnvoi,
  demande: DemandeLue,
  phrase: string,
  maintenant: Date,
): Promise<void> {
  const jour = jourDe(maintenant)
  const { rows } = await sql<{ courriel: string }>`select distinct p.courriel from personne p
    join fonction_tenue f on f.personne_id = p.id and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
    where p.id = ${demande.responsableId}`.execute(tx)
  for (const { courriel: a } of rows)
    await courriel.envoyer(tx, {
      a,
      objet: `Demande ${demande.numero} : ${phrase}`,
      texte: corps(demande, phrase, adresse),
    })
}

/** By whom an expert outside the cooperation is written to, and where her reply is received, when replies are. */
export type MoyenDEcrireALExpert = MoyenDEnvoiSigne & { readonly reception?: Reception | null }

/** The link of an expert outside the cooperation; `rappel`: its date is over. Where replies are received, her reply is her opinion. */
export async function ecrireALExpert(
  tx: Tx,
  { courriel, adresse, secret, reception }: MoyenDEcrireALExpert,
  cooperationId: string,
  avis: AvisExterieur,
  rappel = false,
): Promise<void> {
  await courriel.envoyer(tx, {
    a: avis.courriel,
    ...(reception && {
      repondreA: adresseDeReponse(secret, reception.domaine, 'avis', avis.id, avis.courriel),
    }),
    objet: `${avis.traitant} : votre avis est ${rappel ? 'toujours attendu' : 'demandé'} (${avis.numero})`,
    texte: `Bonjour,

Le ${avis.traitant} vous demande un avis${rappel ? ', attendu depuis le' : ', avant le'} ${dateLongue(avis.avant)}. La question est derrière ce lien, et vous y répondez sans compte, avec vos pièces :

${adresse}${cheminDeLAvis(secret, { cooperationId, avisId: avis.id }, avis.avant)}

Ce lien est le vôtre : il ne montre que la question.
${reception ? '\nVous pouvez aussi répondre à ce courriel, avec vos pièces : votre réponse sera votre avis, lu par les centres seuls.\n' : ''}`,
  })
}
