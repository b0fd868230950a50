import { OngletsDuProgramme } from '#modules/programme'
import type { Saisies } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { SuitesParMembre } from '#ui/decision/suites-par-membre.tsx'
import { Actions, ChampChoix, ChampListe, Formulaire } from '#ui/formulaire.tsx'
import { Alerte, ChiffreCle, ChiffresCles, Vide } from '#ui/textes.tsx'
import { cadreLesGroupes } from './domain/droits.ts'
import type { GroupeLu, MembreActuel } from './groupes.queries.ts'
import { ligneDe } from './ligne-du-groupe.tsx'
import { LIBELLES_TYPE, RUBRIQUE, SIGNES_SITUATION, siegesAPourvoir, situation } from './vues.tsx'

type Props = {
  readonly groupes: readonly GroupeLu[]
  readonly membres: readonly MembreActuel[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
  readonly filtres: Saisies
}

const FILTRES = ['etat', 'genre', 'nous'] as const

function filtrer({ groupes, acteur, aujourdhui, filtres }: Props): readonly GroupeLu[] {
  const [etat, genre, nous] = FILTRES.map((nom) => saisie(filtres, nom))
  const sien = ({ membres, pilotes }: GroupeLu) =>
    membres.some((m) => m.participe && m.organismeId === acteur.organismeId) ||
    pilotes.some(({ organismeId }) => organismeId === acteur.organismeId)
  return groupes.filter(
    (groupe) =>
      (!etat || situation(groupe, aujourdhui) === etat) &&
      (!genre || groupe.type === genre) &&
      (!nous || sien(groupe)),
  )
}

const RANG = { en_sommeil: 1, actif: 0, mandate: 2, propose: 3, clos: 4, ecarte: 5 } as const

/** The working groups: who sits in each, which sleep, which seats are empty. */
export function pageGroupes(props: Props): ContenuDePage {
  const { membres, acteur, aujourdhui, filtres } = props
  const cadre = cadreLesGroupes.autorise(acteur)
  const gardes = filtrer(props).toSorted(
    (a, b) => RANG[situation(a, aujourdhui)] - RANG[situation(b, aujourdhui)],
  )
  const filtre = FILTRES.some((nom) => saisie(filtres, nom))
  return {
    titre: 'Groupes de travail',
    h1: 'Qui travaille sur quoi, ensemble ?',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    chapeau: (
      <p>
        Chaque membre qui participe tient un siège ; les autres sont informés. Situation au {date(aujourdhui)}
        .
      </p>
    ),
    actions: cadre && (
      <Bouton variante="primaire" href="/groupes/nouveau" icone="ajouter">
        Proposer un groupe
      </Bouton>
    ),
    contenu: (
      <>
        <OngletsDuProgramme courant="/groupes" />
        <Chiffres {...props} />
        <MesSieges {...props} />
        <Formulaire action="/groupes" methode="get" enLigne saisies={filtres}>
          <ChampListe
            nom="etat"
            libelle="État"
            vide="Tous"
            options={Object.entries(SIGNES_SITUATION).map(([valeur, { mot }]) => ({ valeur, libelle: mot }))}
          />
          <ChampListe
            nom="genre"
            libelle="Genre"
            vide="Tous"
            options={Object.entries(LIBELLES_TYPE).map(([valeur, libelle]) => ({ valeur, libelle }))}
          />
          <ChampChoix
            nom="nous"
            libelle="Les nôtres"
            plusieurs
            options={[{ valeur: '1', libelle: 'Ceux où nous siégeons' }]}
          />
          <Actions>
            <Bouton icone="filtrer">Filtrer</Bouton>
          </Actions>
        </Formulaire>
        {gardes.length === 0 ? (
          <Vide
            action={
              filtre ? (
                <Bouton href="/groupes">Voir tous les groupes</Bouton>
              ) : (
                cadre && <Bouton href="/groupes/nouveau">Proposer le premier groupe</Bouton>
              )
            }
          >
            {filtre
              ? 'Aucun groupe ne répond à ces filtres.'
              : 'Aucun groupe de travail n’est encore ouvert.'}
          </Vide>
        ) : (
          <SuitesParMembre
            titre="Groupes de travail et sièges de chaque membre"
            colonneLignes={{ titre: 'Groupe' }}
            colonneBilan="Échéance"
            membres={membres.map(({ organismeId, libelle }) => ({
              cle: organismeId,
              libelle,
              mien: organismeId === acteur.organismeId,
            }))}
            lignes={gardes.map((groupe) => ligneDe(groupe, aujourdhui))}
          />
        )}
      </>
    ),
  }
}

function Chiffres({ groupes, aujourdhui }: Props) {
  const parEtat = (etat: string) => groupes.filter((g) => situation(g, aujourdhui) === etat).length
  const vides = groupes.reduce((n, groupe) => n + siegesAPourvoir(groupe, aujourdhui).length, 0)
  const [actifs, endormis, clos] = [parEtat('actif'), parEtat('en_sommeil'), parEtat('clos')]
  return (
    <ChiffresCles>
      <ChiffreCle
        valeur={nombre(actifs)}
        sur={`sur ${nombre(groupes.length)}`}
        libelle={actifs > 1 ? 'groupes actifs' : 'groupe actif'}
      />
      <ChiffreCle valeur={nombre(endormis)} libelle="en sommeil, plus de 120 jours sans activité" />
      <ChiffreCle valeur={nombre(vides)} libelle={vides > 1 ? 'sièges à pourvoir' : 'siège à pourvoir'} />
      <ChiffreCle
        valeur={nombre(clos)}
        libelle={clos > 1 ? 'clos, avec leur bilan' : 'clos, avec son bilan'}
      />
    </ChiffresCles>
  )
}

/** One's own empty seats are said first, to who can fill them. */
function MesSieges({ groupes, acteur, aujourdhui }: Props) {
  const vides = groupes.filter((groupe) =>
    siegesAPourvoir(groupe, aujourdhui).some(({ membre }) => membre.organismeId === acteur.organismeId),
  )
  if (vides.length === 0) return null
  return (
    <Alerte
      ton="attention"
      titre={`${acteur.libelle} : ${compte(vides.length, 'siège à pourvoir', 'sièges à pourvoir')}`}
    >
      <ul>
        {vides.map(({ id, nom }) => (
          <li key={id}>
            <a href={`/groupes/${id}/siege`}>{nom}</a>
          </li>
        ))}
      </ul>
    </Alerte>
  )
}
