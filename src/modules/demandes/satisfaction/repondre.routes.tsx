import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Json } from '#platform/base/schema.gen.ts'
import { texteLibre } from '#platform/http/champs.ts'
import type { Saisies } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { instantParis, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { ajouterJoursOuvres } from '#shared/jours-ouvres.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampLong, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { CODES_ETAPES, ETAPES, type Etape, NIVEAUX, RAPPEL_JOURS } from '../domain/satisfaction.ts'
import { type CibleDeLEnquete, cheminDeLEnquete, lireLienDeLEnquete } from './lien.ts'
import { findEnquete, findUneEnquete } from './satisfaction.queries.ts'

type Adresse = { Params: { jeton: string } }
const MOTIF = 'réponse à une enquête par son lien'

const niveau = z.enum(['1', '2', '3', '4', 'so']).default('so')
const Schema = z.object({
  interlocuteur: niveau,
  accuse: niveau,
  suivi: niveau,
  delai: niveau,
  reponse: niveau,
  ecoute: niveau,
  commentaire: texteLibre(2000),
  contact: texteLibre(200),
})

/** Steps for which a call is due: each « pas du tout » of a request; of a wave, the worst step when a way to be reached was left. */
function aRappeler(
  notes: Partial<Record<Etape, string>>,
  deDemande: boolean,
  contact: string,
): readonly Etape[] {
  const lues = Object.entries(notes) as [Etape, string][]
  if (deDemande) return lues.filter(([, n]) => n === '4').map(([etape]) => etape)
  if (contact === '') return []
  return [lues.toSorted((a, b) => b[1].localeCompare(a[1]))[0]?.[0] ?? 'ecoute']
}

/** The page of six lines: without an account, read as often as one likes, answered once. */
export function reponsesRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret } = services

  const lire = ({ cooperationId, enqueteId }: CibleDeLEnquete) =>
    base.enTantQueSysteme(MOTIF, cooperationId, (tx) => findEnquete(tx, enqueteId))

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: { readonly alerte?: string; readonly saisies?: Saisies } = {},
  ) => {
    const { jeton } = requete.params as Adresse['Params']
    const cible = lireLienDeLEnquete(secret, jeton, requete.maintenant)
    const enquete = cible && (await lire(cible))
    if (!enquete)
      return services.pageSimple(requete, reponse, {
        titre: 'Ce lien ne sert plus',
        statut: 404,
        contenu: <p>Il a plus de deux mois, ou il a été recopié en partie. Vous n’avez rien à faire.</p>,
      })
    if (enquete.repondue)
      return services.pageSimple(requete, reponse, {
        titre: 'Merci, votre avis est enregistré',
        contenu: (
          <p>
            Il ne porte pas votre nom. Le {enquete.guichet} vous appelle si une étape ne vous a pas convenu du
            tout.
          </p>
        ),
      })
    if (enquete.fermee)
      return services.pageSimple(requete, reponse, {
        titre: 'Cette enquête est terminée',
        statut: 410,
        contenu: <p>{enquete.vague} ne reçoit plus de réponse. Vous n’avez rien à faire, et merci.</p>,
      })
    return services.pageSimple(requete, reponse, {
      titre: 'Comment cela s’est-il passé ?',
      ...(retour.alerte && { statut: 422 }),
      chapeau: (
        <p>
          {enquete.numero
            ? `Demande ${enquete.numero}, ${enquete.guichet}`
            : `${enquete.vague}, ${enquete.guichet}`}
          . Une étape que vous n’avez pas connue se laisse sur « Sans objet ».{' '}
          {enquete.numero
            ? 'Votre réponse reste liée à cette demande : votre centre sait de quelle mairie elle vient. Elle ne porte pas votre nom.'
            : 'Votre réponse ne porte ni votre nom ni celui de votre commune.'}
        </p>
      ),
      contenu: (
        <Formulaire
          action={`/demandes/avis-donne/${jeton}`}
          {...(retour.saisies && { saisies: retour.saisies })}
          alerte={retour.alerte}
        >
          {CODES_ETAPES.map((etape) => (
            <ChampChoix
              key={etape}
              nom={etape}
              libelle={ETAPES[etape]}
              enLigne
              options={[
                ...Object.entries(NIVEAUX).map(([valeur, libelle]) => ({ valeur, libelle, coche: false })),
                { valeur: 'so', libelle: 'Sans objet', coche: true },
              ]}
            />
          ))}
          <ChampLong
            nom="commentaire"
            libelle="Un mot à votre centre"
            aide="Lu par votre centre seul, jamais publié."
            facultatif
          />
          {!enquete.numero && (
            <ChampTexte
              nom="contact"
              libelle="Pour être rappelée"
              aide="Un nom et un numéro. Votre centre saura alors de qui vient ce mot ; laissez vide pour rester anonyme."
              facultatif
            />
          )}
          <Actions>
            <Bouton variante="primaire">Envoyer mon avis</Bouton>
          </Actions>
        </Formulaire>
      ),
    })
  }

  app.get<Adresse>(
    '/demandes/avis-donne/:jeton',
    {
      config: {
        droit: ouvertATous,
        exemple: async (tx) => {
          const une = await findUneEnquete(tx)
          return une
            ? cheminDeLEnquete(
                secret,
                { cooperationId: une.cooperationId, enqueteId: une.id },
                services.maintenant(),
              )
            : null
        },
      },
    },
    (requete, reponse) => afficher(requete, reponse),
  )

  app.post<Adresse>(
    '/demandes/avis-donne/:jeton',
    { config: { droit: ouvertATous } },
    async (requete, reponse) => {
      const cible = lireLienDeLEnquete(secret, requete.params.jeton, requete.maintenant)
      const saisies = (requete.body ?? {}) as Saisies
      const lu = lireFormulaire(Schema, saisies)
      if (!cible) return afficher(requete, reponse)
      if (!lu.ok) return afficher(requete, reponse, { alerte: lu.fautes[0]!.message, saisies })
      const { commentaire, contact, ...niveaux } = lu.valeurs
      const notes = Object.fromEntries(Object.entries(niveaux).filter(([, n]) => n !== 'so'))
      if (Object.keys(notes).length === 0 && commentaire === '')
        return afficher(requete, reponse, {
          alerte: 'Cochez au moins une étape, ou écrivez un mot.',
          saisies,
        })
      await garderLaNote(
        cible,
        { notes: notes as Partial<Record<Etape, string>>, commentaire, contact },
        requete.maintenant,
      )
      return afficher(requete, reponse)
    },
  )

  /** The first answer counts; who gave it is forgotten. */
  const garderLaNote = (
    { cooperationId, enqueteId }: CibleDeLEnquete,
    {
      notes,
      commentaire,
      contact,
    }: {
      readonly notes: Partial<Record<Etape, string>>
      readonly commentaire: string
      readonly contact: string
    },
    maintenant: Date,
  ) =>
    base.enTantQueSysteme(MOTIF, cooperationId, async (tx) => {
      const enquete = await tx
        .selectFrom('demande_enquete')
        .select(['vague_id', 'demande_id', 'guichet_id', 'strate', 'repondue_le'])
        .where('id', '=', enqueteId)
        .forUpdate()
        .executeTakeFirst()
      if (!enquete || enquete.repondue_le || (await findEnquete(tx, enqueteId))?.fermee) return
      const { vague_id, demande_id, guichet_id, strate } = enquete
      const commun = { cooperation_id: cooperationId, guichet_id }
      // A wave is anonymous: its answer forgets the invitation, the invitation its employer, and both keep the day alone, their identifiers too.
      const deVague = vague_id !== null
      const recue = deVague ? instantParis(jourDe(maintenant), '00:00') : maintenant
      const noteId = nouvelId(+recue)
      await tx
        .insertInto('demande_note')
        .values({
          ...commun,
          id: noteId,
          enquete_id: deVague ? null : enqueteId,
          vague_id,
          demande_id,
          strate,
          notes: JSON.stringify(
            Object.fromEntries(Object.entries(notes).map(([etape, n]) => [etape, Number(n)])),
          ) as Json,
          commentaire,
          recue_le: recue,
        })
        .execute()
      const avant = ajouterJoursOuvres(jourDe(maintenant), RAPPEL_JOURS)
      // Of a wave, only who leaves a way to be reached is called back, once.
      const etapes = aRappeler(notes, demande_id !== null, contact)
      for (const etape of etapes)
        await tx
          .insertInto('demande_rappel')
          .values({
            ...commun,
            id: nouvelId(+recue),
            note_id: noteId,
            demande_id,
            etape,
            avant,
            contact: demande_id ? '' : contact,
          })
          .execute()
      await tx
        .updateTable('demande_enquete')
        .set({ repondue_le: recue, personne_id: null, ...(deVague && { organisme_id: null }) })
        .where('id', '=', enqueteId)
        .execute()
    })
}
