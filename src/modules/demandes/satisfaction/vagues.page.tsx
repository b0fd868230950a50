import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { compte, dateLongue, dateSaisie, nombre } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampNombre, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { RELANCE_JOURS, VAGUE_VOULUE } from '../domain/satisfaction.ts'
import { precisionDe, type Strate } from '../domain/tirage.ts'
import { RUBRIQUE } from '../vues.tsx'
import { SATISFACTION } from './satisfaction.page.tsx'
import type { VagueSuivie } from './vagues.queries.ts'

export const VAGUES = `${SATISFACTION}/vagues`
const ARIANE = [{ libelle: 'Satisfaction', href: SATISFACTION }]

/** Before a wave: how many are asked in each centre and each size, what it will be able to say, what is sent. Nothing leaves from here. */
export function pageNouvelleVague({
  acteur,
  maintenant,
  strates,
  voulu,
  graine,
  fin,
  ...retour
}: {
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly strates: readonly Strate[]
  readonly voulu: number
  readonly graine: string
  readonly fin: Jour
} & RetourDeFormulaire): ContenuDePage {
  const { fautes, saisies, alerte, statut } = retour
  const tires = strates.reduce((somme, strate) => somme + strate.tires.length, 0)
  const existants = strates.reduce((somme, strate) => somme + strate.existants, 0)
  const points = (reponses: number) => Math.max(1, Math.round(100 * precisionDe(reponses, 0.15)))
  return {
    titre: 'Ouvrir une vague',
    surtitre: acteur.cooperation,
    rubrique: RUBRIQUE,
    ariane: ARIANE,
    ...(statut && { statut }),
    chapeau: (
      <p>
        Une fois par an, des secrétaires de mairie tirées au sort disent ce qu’elles pensent des six étapes.
        Le tirage respecte les centres et la taille des communes ; une personne qui tient plusieurs mairies
        n’est interrogée qu’une fois. Rien ne part avant « Ouvrir la vague ».
      </p>
    ),
    contenu: (
      <>
        <Formulaire action={`${VAGUES}/nouvelle`} methode="get" enLigne saisies={{ voulu: String(voulu) }}>
          <ChampNombre nom="voulu" libelle="Combien de personnes interroger" />
          <Bouton>Voir ce tirage</Bouton>
        </Formulaire>
        <Section
          titre="Qui serait interrogé"
          detail={`${compte(tires, 'personne')} sur ${nombre(existants)}`}
          filet
        >
          {tires === 0 ? (
            <Vide titre="Personne à interroger">
              Aucune secrétaire de mairie n’a d’accès : chaque centre les donne depuis{' '}
              <a href="/personnes/mairies">« Accès des mairies »</a>.
            </Vide>
          ) : (
            <Tableau
              titre="Tirage par centre et par taille de commune"
              lignes={strates}
              cleDe={({ cle }) => cle}
              colonnes={[
                { cle: 'centre', titre: 'Centre', entete: true, contenu: ({ centre }) => centre },
                {
                  cle: 'taille',
                  titre: 'Habitants',
                  contenu: ({ taille }) => (taille === 'autre' ? 'autres employeurs' : taille),
                },
                {
                  cle: 'tires',
                  titre: 'Interrogées',
                  nombre: true,
                  contenu: ({ tires: t }) => nombre(t.length),
                  total: nombre(tires),
                },
                {
                  cle: 'existants',
                  titre: 'Sur',
                  nombre: true,
                  contenu: ({ existants: n }) => nombre(n),
                  total: nombre(existants),
                },
              ]}
            />
          )}
          <p className="detail">
            Si la moitié répond ({nombre(Math.round(tires / 2))}), une part de 15 % sera connue à{' '}
            {points(Math.round(tires / 2))} points près. Il faut {VAGUE_VOULUE} réponses pour la connaître à{' '}
            {points(VAGUE_VOULUE)} points près.
          </p>
        </Section>
        {tires > 0 && (
          <Section titre="Ouvrir" filet>
            <p>
              Chaque personne reçoit un lien personnel, sans mot de passe, et un seul rappel au bout de{' '}
              {RELANCE_JOURS} jours si elle n’a pas répondu. Sa réponse ne porte ni son nom ni celui de sa
              commune.
            </p>
            <Formulaire
              action={VAGUES}
              champs={{ graine, voulu }}
              {...(fautes && { fautes })}
              {...(saisies && { saisies })}
              alerte={alerte}
            >
              <ChampTexte
                nom="libelle"
                libelle="Nom de la vague"
                valeur={`Vague ${jourDe(maintenant).slice(0, 4)}`}
              />
              <ChampDate nom="fin" libelle="Réponses jusqu’au" valeur={dateSaisie(fin)} />
              <Actions>
                <Bouton variante="primaire">Ouvrir la vague et écrire à {compte(tires, 'personne')}</Bouton>
              </Actions>
            </Formulaire>
          </Section>
        )}
      </>
    ),
  }
}

/** One wave: what came back, by centre and by size. */
export function pageVague(vague: VagueSuivie, ferme: boolean): ContenuDePage {
  const { id, libelle, finPrevue, ouverteLe, closeLe, strates, version, reprise } = vague
  const somme = (cle: 'invites' | 'relances' | 'reponses') =>
    strates.reduce((total, strate) => total + strate[cle], 0)
  const [invites, reponses] = [somme('invites'), somme('reponses')]
  const taux = (r: number, i: number) => (i === 0 ? '' : `${Math.round((100 * r) / i)} %`)
  return {
    titre: libelle,
    h1:
      invites === 0
        ? libelle
        : `${libelle} : ${compte(reponses, 'réponse')} sur ${nombre(invites)} (${taux(reponses, invites)})`,
    rubrique: RUBRIQUE,
    ariane: ARIANE,
    chapeau: (
      <p>
        Ouverte le {dateLongue(jourDe(ouverteLe))},{' '}
        {closeLe
          ? `fermée le ${dateLongue(jourDe(closeLe))}.`
          : finPrevue
            ? `réponses jusqu’au ${dateLongue(finPrevue)}.`
            : 'encore ouverte.'}
      </p>
    ),
    actions: ferme && !closeLe && (
      <BoutonPost action={`${VAGUES}/${id}/fermer`} champs={{ version: String(version) }}>
        Fermer la vague maintenant
      </BoutonPost>
    ),
    contenu:
      strates.length === 0 ? (
        <Vide titre="Pas de détail par strate">
          {reprise
            ? 'Cette étude a été faite ailleurs : seuls ses totaux sont connus.'
            : 'Personne n’a été interrogé.'}
        </Vide>
      ) : (
        <Tableau
          titre="Réponses par centre et par taille de commune"
          lignes={strates}
          cleDe={({ centre, taille }) => `${centre}|${taille}`}
          colonnes={[
            { cle: 'centre', titre: 'Centre', entete: true, contenu: ({ centre }) => centre },
            { cle: 'taille', titre: 'Habitants', contenu: ({ taille }) => taille || 'non dit' },
            {
              cle: 'invites',
              titre: 'Interrogées',
              nombre: true,
              contenu: (s) => nombre(s.invites),
              total: nombre(invites),
            },
            {
              cle: 'relances',
              titre: 'Relancées',
              nombre: true,
              contenu: (s) => nombre(s.relances),
              total: nombre(somme('relances')),
            },
            {
              cle: 'reponses',
              titre: 'Réponses',
              nombre: true,
              contenu: (s) => nombre(s.reponses),
              total: nombre(reponses),
            },
            {
              cle: 'taux',
              titre: 'Taux',
              nombre: true,
              contenu: (s) => taux(s.reponses, s.invites),
              total: taux(reponses, invites),
            },
          ]}
        />
      ),
  }
}
