import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampChoix,
  ChampListe,
  ChampLong,
  ChampMontant,
  ChampNombre,
  ChampTexte,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Vide } from '#ui/textes.tsx'
import { NIVEAUX } from '../domain/niveaux.ts'
import type { ActionLue, DecisionCitee, Membre } from '../programme.queries.ts'
import type { ProgrammeLu } from '../structure/programmes.queries.ts'
import { LIBELLES_BASE, LIBELLES_NATURE, LIBELLES_ORIGINE } from '../vues.ts'

const options = (libelles: Readonly<Record<string, string>>) =>
  Object.entries(libelles).map(([valeur, libelle]) => ({ valeur, libelle }))

/** The frame of an action, new or not: where it stands in the programme and who leads it. */
export function pageCadre({
  programme,
  membres,
  action,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly programme: ProgrammeLu | null
  readonly membres: readonly Membre[]
  readonly action?: ActionLue
  readonly maintenant: Date
}): ContenuDePage {
  const orientations = (programme?.axes ?? []).flatMap((axe) =>
    axe.orientations.map(({ id, code, titre }) => ({
      valeur: id,
      libelle: `${axe.code}.${code} ${titre}`,
      groupe: `${axe.code}. ${axe.titre}`,
    })),
  )
  const retour = action ? `/programme/actions/${action.id}` : '/programme'
  return {
    titre: action ? `Cadre de l’action ${action.code}` : 'Ajouter une action',
    rubrique: '/programme',
    ariane: [
      { libelle: 'Programme', href: '/programme' },
      ...(action ? [{ libelle: action.titre, href: retour }] : []),
    ],
    ...(statut && { statut }),
    contenu:
      orientations.length === 0 ? (
        <Vide action={<Bouton href="/programme/structure">Ajouter un axe et une orientation</Bouton>}>
          Une action se range dans une orientation : le programme n’en a pas encore.
        </Vide>
      ) : (
        <Formulaire
          action={action ? `${retour}/cadre` : '/programme/actions'}
          fautes={fautes}
          {...(saisies && { saisies })}
          alerte={alerte}
          {...(action
            ? { version: Number(valeurDe(saisies, 'version', String(action.version))) }
            : {
                cle: valeurDe(saisies, 'cle', nouvelId(+maintenant)),
                champs: { programme: programme?.id ?? '' },
              })}
        >
          <ChampListe
            nom="orientation"
            libelle="Orientation"
            options={orientations}
            {...(action && { valeur: action.orientationId })}
          />
          <ChampTexte
            nom="code"
            libelle="Code"
            aide="Axe, orientation, rang. Exemple : 3.2.1"
            taille="court"
            valeur={action?.code ?? ''}
          />
          <ChampTexte nom="titre" libelle="Titre" valeur={action?.titre ?? ''} />
          <ChampChoix
            nom="nature"
            libelle="Nature"
            options={Object.entries(LIBELLES_NATURE).map(([valeur, libelle]) => ({
              valeur,
              libelle,
              coche: valeur === (action?.nature ?? 'action'),
            }))}
          />
          <ChampListe
            nom="origine"
            libelle="Origine"
            valeur={action?.origine ?? 'schema'}
            options={options(LIBELLES_ORIGINE)}
          />
          <ChampListe
            nom="base"
            libelle="Base"
            valeur={action?.base ?? 'volontariste'}
            options={options(LIBELLES_BASE)}
          />
          <ChampListe
            nom="chef"
            libelle="Chef de file"
            vide="Choisissez"
            valeur={action?.chefs[0]?.organismeId ?? ''}
            options={membres.map(({ organismeId, libelle }) => ({ valeur: organismeId, libelle }))}
          />
          <ChampListe
            nom="binome"
            libelle="En binôme avec"
            facultatif
            vide="Personne"
            valeur={action?.chefs[1]?.organismeId ?? ''}
            options={membres.map(({ organismeId, libelle }) => ({ valeur: organismeId, libelle }))}
          />
          <Actions>
            <Bouton variante="primaire">{action ? 'Enregistrer le cadre' : 'Ajouter l’action'}</Bouton>
            <a href={retour}>Revenir</a>
          </Actions>
        </Formulaire>
      ),
  }
}

const enEuros = (centimes: number | null): string =>
  centimes === null ? '' : `${Math.trunc(centimes / 100)},${String(centimes % 100).padStart(2, '0')}`

/** What who leads an action writes of it. */
export function pageFond({
  action,
  decisions,
  personnes,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly action: ActionLue
  readonly decisions: readonly DecisionCitee[]
  readonly personnes: readonly { readonly id: string; readonly nom: string }[]
}): ContenuDePage {
  const retour = `/programme/actions/${action.id}`
  const niveaux = NIVEAUX.map(({ niveau, libelle }) => ({
    valeur: String(niveau),
    libelle: `N${niveau} ${libelle}`,
  }))
  return {
    titre: `Modifier l’action ${action.code}`,
    surtitre: action.titre,
    rubrique: '/programme',
    ariane: [
      { libelle: 'Programme', href: '/programme' },
      { libelle: action.titre, href: retour },
    ],
    ...(statut && { statut }),
    contenu: (
      <Formulaire
        action={`${retour}/modifier`}
        fautes={fautes}
        {...(saisies && { saisies })}
        alerte={alerte}
        version={Number(valeurDe(saisies, 'version', String(action.version)))}
      >
        <GroupeDeChamps titre="Ce que vise l’action">
          <ChampLong nom="objectifs" libelle="Objectifs" facultatif valeur={action.objectifs} />
          <ChampLong
            nom="resultatAttendu"
            libelle="Résultat attendu"
            facultatif
            lignes={3}
            valeur={action.resultatAttendu}
          />
          <ChampTexte nom="publics" libelle="Publics" facultatif valeur={action.publics} />
        </GroupeDeChamps>
        <GroupeDeChamps titre="Niveau de mutualisation">
          <ChampListe nom="niveau" libelle="Aujourd’hui" valeur={String(action.niveau)} options={niveaux} />
          <ChampListe
            nom="niveauCible"
            libelle="Visé"
            valeur={String(action.niveauCible)}
            options={niveaux}
          />
          <ChampTexte
            nom="conventionReference"
            libelle="Convention"
            aide="Demandée à partir de N4. Référence ou intitulé."
            facultatif
            valeur={action.conventionReference}
          />
          <ChampListe
            nom="cleDecisionId"
            libelle="Décision qui fixe la clé de répartition"
            aide="Demandée à partir de N4."
            facultatif
            vide="Aucune"
            valeur={action.cleDecisionId ?? ''}
            options={decisions
              .filter(({ type }) => type === 'cle')
              .map(({ id, numero, titre }) => ({ valeur: id, libelle: `${numero} : ${titre}` }))}
          />
          <ChampTexte
            nom="clauseReference"
            libelle="Clause du schéma qui nomme le centre"
            aide="Demandée en N5."
            facultatif
            valeur={action.clauseReference}
          />
        </GroupeDeChamps>
        <GroupeDeChamps titre="Suivi">
          <ChampListe
            nom="piloteId"
            libelle="Personne qui suit l’action"
            aide="Elle reçoit les demandes de nouvelles."
            facultatif
            vide="La direction du chef de file"
            valeur={action.piloteId ?? ''}
            options={personnes.map(({ id, nom }) => ({ valeur: id, libelle: nom }))}
          />
          <CoteACote>
            <ChampMontant
              nom="coutPrevu"
              libelle="Coût prévu"
              facultatif
              valeur={enEuros(action.coutPrevuCentimes)}
            />
            <ChampMontant
              nom="coutReel"
              libelle="Coût constaté"
              facultatif
              valeur={enEuros(action.coutReelCentimes)}
            />
          </CoteACote>
          <ChampNombre
            nom="avancementForce"
            libelle="Avancement dit à la main"
            aide="Laissez vide : les jalons le donnent. Une valeur saisie vaut jusqu’au prochain jalon."
            unite="%"
            facultatif
            valeur={action.force ? String(action.force.valeur) : ''}
          />
          <ChampTexte
            nom="avancementMotif"
            libelle="Pourquoi"
            aide="Demandé si vous dites l’avancement à la main."
            facultatif
            valeur={action.force?.motif ?? ''}
          />
        </GroupeDeChamps>
        <Actions>
          <Bouton variante="primaire">Enregistrer la fiche</Bouton>
          <a href={retour}>Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}
