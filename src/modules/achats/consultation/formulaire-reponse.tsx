import { z } from 'zod'
import { entierFacultatif, jourDemande, jourFacultatif, texteLibre, version } from '#platform/http/champs.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import { jamais } from '#shared/result.ts'
import { date, dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampFichier,
  ChampLong,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
} from '#ui/formulaire.tsx'
import { lignesDe } from '../domain/operation.ts'
import { INTENTIONS, type Intention, type Reponse } from '../domain/reponse.ts'
import type { EmployeurLu } from './employeurs.queries.ts'
import type { RefusEnvoi } from './repondre.ts'

const CHAMPS = {
  intention: z.enum(
    Object.keys(INTENTIONS) as [Intention, ...Intention[]],
    'Dites si vous voulez participer : oui, peut-être ou non.',
  ),
  niveau: texteLibre(200),
  agents: entierFacultatif(0, 100_000, 'Indiquez un nombre d’agents, comme 12.'),
  situation: texteLibre(2000),
  mandatNumero: texteLibre(60),
  mandatLe: jourFacultatif,
  version,
}
export const SchemaReponse = z.object(CHAMPS)
export const SchemaPapier = z.object({
  ...CHAMPS,
  recuLe: jourDemande('Indiquez quel jour le papier est arrivé.'),
})

/** The answer itself, without what surrounds it. */
export const reponseDe = (lu: z.output<typeof SchemaReponse>): Reponse => ({
  intention: lu.intention,
  niveau: lu.niveau,
  agents: lu.agents,
  situation: lu.situation,
  mandatNumero: lu.mandatNumero,
  mandatLe: lu.mandatLe,
})

/** What an employer answered, as its form shows it. */
export const enSaisies = (e: EmployeurLu): Record<string, string> => ({
  intention: e.intention ?? '',
  niveau: e.niveau,
  agents: e.agents === null ? '' : String(e.agents),
  situation: e.situation,
  mandatNumero: e.mandatNumero,
  mandatLe: dateSaisie(e.mandatLe),
})

type Props = RetourDeFormulaire & {
  readonly employeur: EmployeurLu
  readonly niveaux: string
  readonly action: string
  readonly modele: string
  /** Where the draft is kept; null for a paper answer, which is typed in one go. */
  readonly brouillon: string | null
  readonly papier?: { readonly recuLe: string }
}

/** The one screen of an employer: what it intends, its mandate, its level, its present situation. */
export function FormulaireReponse(p: Props) {
  const { employeur: e, fautes = [], saisies } = p
  const niveaux = lignesDe(p.niveaux)
  return (
    <Formulaire
      id="reponse"
      action={p.action}
      fautes={fautes}
      {...(saisies && { saisies })}
      alerte={p.alerte}
      version={e.version}
      fichiers
    >
      {p.papier && <ChampDate nom="recuLe" libelle="Papier reçu le" valeur={p.papier.recuLe} />}
      <ChampChoix
        nom="intention"
        libelle={`Pour ${e.nom}, voulez-vous participer ?`}
        aide="Répondre n’engage pas la collectivité : son assemblée décidera sur des prix connus."
        options={Object.entries(INTENTIONS).map(([valeur, libelle]) => ({
          valeur,
          libelle,
          coche: e.intention === valeur,
        }))}
      />
      {niveaux.length > 0 && (
        <ChampChoix
          nom="niveau"
          libelle="Quel niveau vous intéresse ?"
          facultatif
          options={niveaux.map((niveau) => ({ valeur: niveau, libelle: niveau, coche: e.niveau === niveau }))}
        />
      )}
      <GroupeDeChamps titre="Votre situation aujourd’hui">
        <ChampNombre
          nom="agents"
          libelle="Nombre d’agents"
          unite="agents"
          valeur={e.agents === null ? '' : String(e.agents)}
          facultatif
        />
        <ChampLong
          nom="situation"
          libelle="Contrat actuel"
          aide="Organisme, échéance, participation par agent. Jamais d’information de santé."
          lignes={3}
          valeur={e.situation}
          facultatif
        />
      </GroupeDeChamps>
      <GroupeDeChamps titre="Votre mandat">
        <p className="aide">
          Il confie la consultation à votre Centre de gestion. Vous pourrez l’ajouter plus tard, par ce même
          lien. <a href={p.modele}>Télécharger le modèle de mandat (DOCX)</a>
        </p>
        <CoteACote>
          <ChampTexte
            nom="mandatNumero"
            libelle="Numéro de l’acte"
            taille="moyen"
            valeur={e.mandatNumero}
            facultatif
          />
          <ChampDate nom="mandatLe" libelle="Date de l’acte" valeur={dateSaisie(e.mandatLe)} facultatif />
        </CoteACote>
        <ChampFichier
          nom="fichier"
          libelle="Acte signé"
          aide={`PDF, image ou DOCX, 10 Mo au plus.${e.mandatFichier ? ' Un acte est déjà joint : un nouveau le remplace.' : ''}`}
          accepte=".pdf,.docx,.odt,.png,.jpg,.jpeg"
          facultatif
        />
      </GroupeDeChamps>
      <Actions>
        <Bouton variante="primaire" icone="envoyer">
          {p.papier ? 'Enregistrer la réponse' : 'Envoyer la réponse'}
        </Bouton>
        {p.brouillon && (
          <Bouton icone="enregistrer" vers={p.brouillon}>
            Garder et finir plus tard
          </Bouton>
        )}
      </Actions>
    </Formulaire>
  )
}

/** The sentence of a refusal, the field it belongs to (null: the whole form), and the status of the answer. */
export function expliquerReponse(refus: RefusEnvoi): {
  readonly champ: string | null
  readonly phrase: string
  readonly statut: number
} {
  switch (refus.code) {
    case 'interdit':
      return {
        champ: null,
        phrase: 'Cet employeur est servi par un autre Centre de gestion : lui seul répond en son nom.',
        statut: 403,
      }
    case 'introuvable':
      return { champ: null, phrase: 'Cet employeur n’est pas consulté dans cet achat.', statut: 404 }
    case 'page-perimee':
      return { champ: null, phrase: PAGE_PERIMEE, statut: 409 }
    case 'pas-ouverte':
      return { champ: null, phrase: 'La consultation des employeurs n’est pas encore ouverte.', statut: 409 }
    case 'close':
      return {
        champ: null,
        phrase: `La consultation est close depuis le ${date(refus.depuis)} : une réponse ne peut plus être enregistrée. Appelez votre Centre de gestion pour rejoindre l’achat plus tard.`,
        statut: 410,
      }
    case 'niveau-inconnu':
      return { champ: 'niveau', phrase: 'Choisissez un des niveaux proposés.', statut: 422 }
    case 'mandat-sans-date':
      return {
        champ: 'mandatLe',
        phrase: 'Un mandat porte une date : indiquez celle de l’acte.',
        statut: 422,
      }
    case 'mandat-sans-numero':
      return {
        champ: 'mandatNumero',
        phrase: 'Un mandat porte un numéro : indiquez celui de l’acte, ou « sans numéro ».',
        statut: 422,
      }
    case 'mandat-sans-intention':
      return {
        champ: 'intention',
        phrase: 'Vous dites non, et donnez un mandat : corrigez l’un des deux.',
        statut: 422,
      }
    case 'mandat-futur':
      return {
        champ: 'mandatLe',
        phrase: 'Cette date n’est pas encore passée : un mandat se donne une fois signé.',
        statut: 422,
      }
    default:
      return jamais(refus)
  }
}
