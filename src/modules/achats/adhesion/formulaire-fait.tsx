import { z } from 'zod'
import { jourDemande, jourFacultatif, texteLibre, version } from '#platform/http/champs.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { Jour } from '#shared/dates.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampDate,
  ChampFichier,
  ChampLong,
  ChampNombre,
  ChampTexte,
  Formulaire,
} from '#ui/formulaire.tsx'
import {
  AVIS,
  type Avis,
  CYCLE_ADHESION,
  doitApprouver,
  type Fait,
  type GesteAdhesion,
} from '../domain/adhesion/adhesion.ts'
import { lignesDe } from '../domain/operation.ts'
import type { AdhesionLue } from './suivi/suivi.queries.ts'

/** A rate typed « 62,5 », in thousandths of one per cent; null when it makes no sense: the decision refuses it. */
const pourcent = z
  .string()
  .default('')
  .transform((lu) => {
    const net = lu.replaceAll(/[\s\u00a0\u202f%]/g, '').replace(',', '.')
    return /^\d{1,3}(\.\d{1,3})?$/.test(net) ? Math.round(Number(net) * 1000) : null
  })

export const SchemaFait = z.object({
  geste: z.enum(
    Object.keys(CYCLE_ADHESION) as [GesteAdhesion, ...GesteAdhesion[]],
    'Cette étape n’existe pas : relisez la page.',
  ),
  le: jourDemande('Indiquez quel jour.'),
  niveau: texteLibre(200),
  options: texteLibre(500),
  part: pourcent,
  prochaineLe: jourFacultatif,
  avis: z
    .string()
    .default('')
    .transform((lu) => (Object.hasOwn(AVIS, lu) ? (lu as Avis) : null)),
  numero: texteLibre(60),
  accord: z
    .string()
    .default('')
    .transform((lu) => (lu === 'oui' ? true : lu === 'non' ? false : null)),
  motif: texteLibre(500),
  version,
})

/** The fact itself, without what surrounds it. */
export const faitDe = ({ geste: _geste, version: _version, ...fait }: z.output<typeof SchemaFait>): Fait =>
  fait

const BOUTONS: Readonly<Record<GesteAdhesion, string>> = {
  choisir: 'Enregistrer ce choix',
  deposer: 'Enregistrer le dépôt',
  recevoir_avis: 'Enregistrer l’avis',
  reexaminer: 'Enregistrer la nouvelle séance',
  voter: 'Enregistrer le vote',
  rendre_executoire: 'Enregistrer l’acte exécutoire',
  approuver_accord: 'Enregistrer l’approbation de l’accord',
  signer: 'Enregistrer la convention',
  informer: 'Enregistrer l’information des agents',
  renoncer: 'Enregistrer le refus',
  reprendre: 'Reprendre l’adhésion',
}
const JOURS: Readonly<Record<GesteAdhesion, string>> = {
  choisir: 'Choisi le',
  deposer: 'Dossier déposé le',
  recevoir_avis: 'Avis rendu le',
  reexaminer: 'Avis défavorable unanime rendu le',
  voter: 'Votée le',
  rendre_executoire: 'Exécutoire depuis le',
  approuver_accord: 'Accord approuvé le',
  signer: 'Signée le',
  informer: 'Agents informés le',
  renoncer: 'Décidé le',
  reprendre: 'Repris le',
}

/** The form of one fact: only the fields of that deed, filled with what is known. It works without JavaScript. */
export function FormulaireFait({
  geste,
  adhesion: a,
  niveaux,
  action,
  aujourdhui,
  proposeComite,
  ...retour
}: RetourDeFormulaire & {
  readonly geste: GesteAdhesion
  readonly adhesion: AdhesionLue
  readonly niveaux: string
  readonly action: string
  readonly aujourdhui: Jour
  /** Next meeting of the comité still open to filing; null when none is known. */
  readonly proposeComite: Jour | null
}) {
  const saisies = retour.saisies?.['geste'] === geste ? retour.saisies : undefined
  return (
    <Formulaire
      id={`fait-${geste}`}
      prefixe
      action={action}
      fautes={saisies ? (retour.fautes ?? []) : []}
      {...(saisies && { saisies })}
      version={a.version}
      champs={{ geste }}
      fichiers
    >
      {geste === 'choisir' && (
        <>
          <ChampChoix
            nom="niveau"
            libelle="Niveau garanti"
            options={lignesDe(niveaux).map((niveau) => ({
              valeur: niveau,
              libelle: niveau,
              coche: niveau === a.niveau,
            }))}
          />
          <ChampNombre
            nom="part"
            libelle="Part de l’employeur"
            unite="%"
            decimales
            valeur={String(a.part / 1000).replace('.', ',')}
            aide="De 50 à 100 % de la cotisation de chaque agent."
          />
          <ChampTexte nom="options" libelle="Options" valeur={a.options} facultatif />
        </>
      )}
      {geste === 'recevoir_avis' && (
        <ChampChoix
          nom="avis"
          libelle="Avis du comité"
          enLigne
          options={Object.entries(AVIS).map(([valeur, libelle]) => ({ valeur, libelle }))}
        />
      )}
      {(geste === 'voter' || geste === 'approuver_accord') && (
        <ChampTexte nom="numero" libelle="Numéro de la délibération" taille="court" />
      )}
      {geste === 'voter' &&
        doitApprouver(a, { accordSigneLe: a.accordSigneLe, comite: a.comite ?? 'centre' }) && (
          <ChampChoix
            nom="accord"
            libelle="Accord collectif"
            enLigne
            aide="Sans comité social propre, l’accord ne s’applique qu’approuvé par votre assemblée. À défaut, une seconde délibération sera demandée avant la convention."
            options={[
              { valeur: 'oui', libelle: 'La délibération l’approuve' },
              { valeur: 'non', libelle: 'Elle n’en dit rien' },
            ]}
          />
        )}
      {(geste === 'renoncer' || geste === 'reprendre') && (
        <ChampLong nom="motif" libelle="Pourquoi" lignes={3} facultatif={geste === 'reprendre'} />
      )}
      <ChampDate nom="le" libelle={JOURS[geste]} valeur={dateSaisie(aujourdhui)} />
      {geste === 'deposer' && (
        <ChampDate
          nom="prochaineLe"
          libelle="Séance du comité"
          valeur={dateSaisie(proposeComite)}
          facultatif
        />
      )}
      {geste === 'reexaminer' && <ChampDate nom="prochaineLe" libelle="Nouvelle séance du comité" />}
      {geste === 'recevoir_avis' && (
        <ChampDate nom="prochaineLe" libelle="Prochaine réunion de l’assemblée" facultatif />
      )}
      {PIECES[geste] && (
        <ChampFichier
          nom="fichier"
          libelle={PIECES[geste]}
          accepte=".pdf,.docx,.odt,.png,.jpg,.jpeg"
          facultatif
        />
      )}
      <Actions>
        <Bouton variante={geste === 'renoncer' ? 'secondaire' : 'primaire'} icone="enregistrer">
          {BOUTONS[geste]}
        </Bouton>
      </Actions>
    </Formulaire>
  )
}

/** Evidence that may come with a fact. */
const PIECES: Partial<Readonly<Record<GesteAdhesion, string>>> = {
  deposer: 'Dossier déposé',
  recevoir_avis: 'Avis du comité',
  voter: 'Délibération',
  rendre_executoire: 'Accusé de réception de la préfecture',
  approuver_accord: 'Délibération',
  signer: 'Convention signée',
}
