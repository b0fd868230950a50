import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Message, MoyenDEnvoiSigne } from '#platform/courriel/courriel.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateLongue } from '#shared/typographie.ts'
import { RELANCE_JOURS, REPOS_JOURS } from '../domain/satisfaction.ts'
import { cheminDeLEnquete } from './lien.ts'

const AU_PLUS = 500

type Cloture = {
  readonly id: string
  readonly numero: string
  readonly organismeId: string
  readonly guichetId: string
  readonly guichet: string
  readonly personneId: string
  readonly courriel: string
}

/**
 * Every worked morning: who ended her request herself in the last three days is asked how it went, unless she was asked in the last thirty
 * days; who has not answered after seven days is reminded once. A request that ended by itself asks nothing.
 * Waves are reminded the same way, and end after their last day. Played again, sends nothing more.
 */
export async function inviterApresCloture(
  base: Base,
  envoi: MoyenDEnvoiSigne,
  maintenant: Date,
): Promise<number> {
  const { rows } = await base.pool.query<{ id: string; nom: string }>(
    'select id, nom from cooperations_connues()',
  )
  let messages = 0
  for (const { id, nom } of rows)
    messages += await base.enTantQueSysteme('enquêtes de satisfaction', id, async (tx) => {
      const depuis = new Date(+maintenant - 3 * 86_400_000)
      const repos = new Date(+maintenant - REPOS_JOURS * 86_400_000)
      const clotures = await listClotures(tx, depuis, repos, maintenant)
      for (const cloture of clotures) {
        const enqueteId = nouvelId(+maintenant)
        await tx
          .insertInto('demande_enquete')
          .values({
            id: enqueteId,
            cooperation_id: id,
            demande_id: cloture.id,
            organisme_id: cloture.organismeId,
            guichet_id: cloture.guichetId,
            personne_id: cloture.personneId,
            envoyee_le: maintenant,
          })
          .execute()
        const qui = { ...cloture, enqueteId, cooperationId: id, vague: null, finPrevue: null }
        await envoi.courriel.envoyer(tx, invitation(envoi, nom, qui, maintenant))
      }
      // A wave ends the day after its last day.
      await tx
        .updateTable('demande_vague')
        .set({ close_le: maintenant })
        .where('close_le', 'is', null)
        .where('fin_prevue', '<', jourDe(maintenant))
        .execute()
      const oubliees = await listOubliees(tx, new Date(+maintenant - RELANCE_JOURS * 86_400_000))
      for (const oubliee of oubliees) {
        await tx
          .updateTable('demande_enquete')
          .set({ relancee_le: maintenant })
          .where('id', '=', oubliee.enqueteId)
          .execute()
        const qui = { ...oubliee, cooperationId: id }
        await envoi.courriel.envoyer(tx, invitation(envoi, nom, qui, maintenant, true))
      }
      return clotures.length + oubliees.length
    })
  return messages
}

/** One request by person, the latest. */
async function listClotures(tx: Tx, depuis: Date, repos: Date, maintenant: Date): Promise<Cloture[]> {
  const { rows } = await sql<Cloture>`
    select distinct on (p.id) d.id, d.numero, d.organisme_id as "organismeId", d.guichet_id as "guichetId", coalesce(m.libelle, g.nom) as guichet,
      p.id as "personneId", p.courriel
    from demande d join personne p on p.id = d.auteur_id join organisme g on g.id = d.guichet_id
    left join membre m on m.cooperation_id = d.cooperation_id and m.organisme_id = d.guichet_id
    where d.etat = 'CLOTUREE' and d.close_le > ${depuis} and d.close_le <= ${maintenant}
      and not exists (select from demande_enquete q where q.demande_id = d.id)
      -- Written by a centre for an employer that has nobody here: there is nobody to ask.
      and exists (select from fonction_tenue f where f.personne_id = p.id and f.organisme_id = d.organisme_id)
      and not exists (select from demande_enquete q where q.personne_id = p.id and q.envoyee_le > ${repos})
      and not exists (select from demande_enquete q join demande r on r.id = q.demande_id where r.auteur_id = p.id and q.envoyee_le > ${repos})
      and exists (select from demande_evenement e where e.demande_id = d.id and e.geste = 'cloturer' and e.personne_id is not null)
    order by p.id, d.close_le desc limit ${AU_PLUS}`.execute(tx)
  return rows
}

type AQuiEcrire = {
  readonly enqueteId: string
  readonly cooperationId: string
  /** The request that ended; null for a wave, which has its name and its last day. */
  readonly numero: string | null
  readonly vague: string | null
  readonly finPrevue: Jour | null
  readonly guichet: string
  readonly courriel: string
}

async function listOubliees(tx: Tx, avant: Date): Promise<Omit<AQuiEcrire, 'cooperationId'>[]> {
  const { rows } = await sql<Omit<AQuiEcrire, 'cooperationId'>>`
    select q.id as "enqueteId", d.numero, v.libelle as vague, v.fin_prevue as "finPrevue", coalesce(m.libelle, g.nom) as guichet, p.courriel
    from demande_enquete q left join demande d on d.id = q.demande_id left join demande_vague v on v.id = q.vague_id and v.close_le is null
    join personne p on p.id = q.personne_id join organisme g on g.id = q.guichet_id
    left join membre m on m.cooperation_id = q.cooperation_id and m.organisme_id = q.guichet_id
    where q.repondue_le is null and q.relancee_le is null and q.envoyee_le <= ${avant} and q.envoyee_le > ${avant}::timestamptz - interval '20 days'
      and (d.id is not null or v.id is not null)
    order by q.envoyee_le limit ${AU_PLUS}`.execute(tx)
  return rows
}

/** The message to one person: of her request that ended, whose answer stays tied to it, or of a wave, whose answer is tied to nobody. */
export const invitation = (
  { adresse, secret }: Pick<MoyenDEnvoiSigne, 'adresse' | 'secret'>,
  cooperation: string,
  { courriel: a, numero, vague, finPrevue, guichet, ...cible }: AQuiEcrire,
  maintenant: Date,
  rappel = false,
): Message => {
  const quoi = numero
    ? `Votre demande ${numero} au ${guichet} est terminée.`
    : `${vague} : que pensez-vous des réponses du ${guichet} ? Vous avez été tirée au sort parmi les secrétaires de mairie.`
  const suite = numero
    ? 'Vos réponses ne portent pas votre nom, mais restent liées à cette demande : votre centre sait de quelle mairie elles viennent. Une étape qui ne vous a pas convenu du tout vous vaut un appel du centre sous cinq jours ouvrés.'
    : `Vos réponses ne portent ni votre nom ni celui de votre commune.${finPrevue ? ` La page reste ouverte jusqu’au ${dateLongue(finPrevue)}.` : ''}`
  const objet = numero
    ? `Demande ${numero} : comment cela s’est-il passé ?`
    : `${vague} : votre avis en une minute`
  return {
    a,
    objet: `${objet}${rappel ? ' (seul rappel)' : ''}`,
    texte: `Bonjour,

${quoi} Six lignes à cocher, une minute, sans mot de passe :

${adresse}${cheminDeLEnquete(secret, cible, maintenant)}

${suite}

${cooperation}
`,
  }
}
