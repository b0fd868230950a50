import { Sommaire } from '../cadre/sommaire.tsx'
import { BarreDeVoix } from '../decision/barre-de-voix.tsx'
import { GrilleDeVote, type OptionDeVote } from '../decision/grille-de-vote.tsx'
import { SuitesParMembre } from '../decision/suites-par-membre.tsx'
import { Verdict } from '../decision/verdict.tsx'
import { Etiquette } from '../etiquette.tsx'
import { Noeuds } from '../parties/noeuds.tsx'
import { Frise } from '../temps/frise.tsx'
import { BarreDHorloges, Horloges, LegendeDHorloges } from '../temps/horloges.tsx'
import { Colonnes, Section } from '../textes.tsx'
import { LONG, MEMBRES } from './exemples.ts'

const OPTIONS: readonly OptionDeVote[] = [
  { valeur: 'pour', libelle: 'Pour', icone: 'fait', ton: 'ok' },
  { valeur: 'contre', libelle: 'Contre', icone: 'contre', ton: 'alerte' },
  { valeur: 'abstention', libelle: 'Abstention', icone: 'abstention', ton: 'neutre' },
]
const present = [{ mot: 'Présent', detail: 'depuis 14 h' }]
const ETATS = {
  attendue: { ton: 'attention', icone: 'a_faire', mot: 'À inscrire' },
  inscrite: { ton: 'info', icone: 'inscrit', mot: 'Inscrite' },
  faite: { ton: 'ok', icone: 'execute', mot: 'Exécutoire' },
  rejetee: { ton: 'alerte', icone: 'rejet', mot: 'Rejetée' },
  informe: { ton: 'neutre', icone: 'informe', mot: 'Informé' },
} as const

const cinq = (mots: string, qui = MEMBRES) => (
  <Noeuds membres={MEMBRES.map((cle) => ({ cle, participe: qui.includes(cle) }))} mots={mots} />
)

/** Votes, verdicts, sequels by member, time spent. */
export const Decisions = () => (
  <>
    <Colonnes
      coteDAbord
      cote={
        <Sommaire
          titre="Ordre du jour"
          ou="point 2 sur 3"
          points={[
            {
              cle: '1',
              rang: 1,
              titre: 'Approuver le compte rendu',
              href: '#1',
              courant: false,
              signe: cinq('À cinq'),
              etat: (
                <Etiquette ton="ok" icone="fait" discrete>
                  Approuvé
                </Etiquette>
              ),
            },
            { cle: '2', rang: 2, titre: LONG, href: '#2', courant: true, signe: cinq('À cinq') },
            {
              cle: '3',
              rang: 3,
              titre: 'Calendrier',
              href: '#3',
              courant: false,
              signe: cinq('À deux : 44, 49', ['44', '49']),
            },
          ]}
        />
      }
    >
      <Section titre="Vote, ligne par ligne">
        <GrilleDeVote
          titre="Présence et vote de chaque membre"
          colonneLignes="Membre"
          colonnesInfo={['Présence']}
          options={OPTIONS}
          lignes={[
            { cle: '44', titre: 'Membre 44', detail: 'préside', infos: present, choix: 'pour', mienne: true },
            { cle: '49', titre: 'Membre 49', infos: present, choix: 'abstention' },
            {
              cle: '53',
              titre: 'Membre 53',
              infos: [{ mot: 'Représenté', detail: 'par le membre 72' }],
              choix: 'contre',
            },
            {
              cle: '72',
              titre: 'Membre 72',
              infos: present,
              choix: null,
              hors: 'Informé, sans voix sur ce point',
            },
            { cle: '85', titre: 'Membre 85', infos: [{ mot: 'Absent' }], choix: null },
          ]}
          total={{
            titre: 'Total',
            infos: ['3 voix sur 4'],
            parOption: { pour: 1, contre: 1, abstention: 1 },
          }}
        />
      </Section>
      <Verdict
        id="verdict-exemple"
        mot="Renvoyée"
        icone="retour"
        ton="attention"
        resume={['Une voix pour, une contre.', 'Il en fallait 3 sur 4.']}
        barre={
          <BarreDeVoix
            seuil={3}
            voix={[
              { cle: '44', libelle: '44', genre: 'pour' },
              { cle: '49', libelle: '49', genre: 'abstention' },
              { cle: '53', libelle: '53', genre: 'contre' },
              { cle: '85', libelle: '85', genre: 'absente' },
            ]}
          />
        }
        motifs={[
          {
            nom: 'Quorum',
            phrase: 'Atteint : 3 présents ou représentés.',
            calcul: 'Deux tiers de 4 = 2,67, arrondi à 3.',
          },
          { nom: 'Majorité', phrase: 'Égalité : la question revient, elle n’est pas rejetée.' },
        ]}
      />
      <Section titre="Vote à saisir">
        <GrilleDeVote
          titre="Vote ouvert"
          colonneLignes="Membre"
          colonnesInfo={['Présence']}
          options={OPTIONS}
          lignes={[
            {
              cle: 'a',
              titre: 'Membre 44',
              infos: present,
              choix: 'pour',
              saisie: { nom: 'vote-44' },
              faute: 'Une objection demande un motif.',
            },
            {
              cle: 'b',
              titre: 'Membre 49',
              infos: present,
              choix: null,
              saisie: { nom: 'choix', action: '/_ui', champs: { qui: '49' } },
            },
          ]}
        />
      </Section>
    </Colonnes>
    <Section titre="Suites, membre par membre" filet>
      <SuitesParMembre
        titre="Suites de chaque décision"
        colonneLignes={{ titre: 'Décision', detail: 'prochaine réunion :' }}
        colonneBilan="Effective"
        legende={Object.values(ETATS)}
        membres={MEMBRES.map((cle, i) => ({
          cle,
          libelle: `Membre ${cle}`,
          detail: `${8 + i} déc. 2026`,
          mien: i === 0,
        }))}
        lignes={[
          {
            cle: '1',
            titre: LONG,
            href: '#d1',
            detail: '2026-11-05',
            signe: cinq('À cinq'),
            bilan: '1 sur 5',
            cases: {
              44: { ...ETATS.faite, detail: 'le 16 oct.', href: '#s' },
              49: { ...ETATS.attendue, detail: 'avant le 4 déc.' },
              53: { ...ETATS.inscrite, detail: 'réunion du 11 déc.' },
              72: { ...ETATS.rejetee, detail: 'le 6 oct., rouverte' },
              85: ETATS.attendue,
            },
          },
          {
            cle: '2',
            titre: 'Partager un poste',
            href: '#d2',
            detail: '2026-11-04',
            signe: cinq('À deux : 44, 49', ['44', '49']),
            bilan: '0 sur 2',
            cases: {
              44: { ...ETATS.attendue, detail: 'avant le 4 déc.' },
              49: { ...ETATS.attendue, detail: 'avant le 4 déc.' },
              53: { ...ETATS.informe, hors: true, detail: 'le 24 nov.' },
              72: { ...ETATS.informe, hors: true, detail: 'le 24 nov.' },
              85: { ...ETATS.informe, hors: true, detail: 'le 24 nov.' },
            },
          },
        ]}
      />
    </Section>
    <Section titre="Le temps passé, et chez qui" detail="en jours ouvrés de 7 heures">
      <Horloges
        phrase="8 jours depuis l’envoi : 4,5 au service, 2 chez vous, 1,5 chez un tiers."
        total={{ libelle: 'Depuis l’envoi', mots: '8', detail: 'jours ouvrés' }}
        compteurs={[
          { tour: 'service', libelle: 'Au service', valeur: 4.5, mots: '4,5', detail: 'sur 5 annoncés' },
          { tour: 'demandeur', libelle: 'Chez vous', valeur: 2, mots: '2', detail: 'depuis vendredi' },
          { tour: 'tiers', libelle: 'Chez un tiers', valeur: 1.5, mots: '1,5', detail: 'terminé' },
        ]}
      />
    </Section>
    <Section titre="Échelle commune">
      <LegendeDHorloges
        mots={[
          { tour: 'service', mot: 'Au service' },
          { tour: 'demandeur', mot: 'Chez vous' },
          { tour: 'tiers', mot: 'Chez un tiers' },
          { tour: 'reste', mot: 'Reste jusqu’à la date prévue' },
        ]}
      />
      <BarreDHorloges
        echelle={12}
        parts={[
          { tour: 'service', valeur: 1 },
          { tour: 'reste', valeur: 2 },
        ]}
      />
      <p className="detail">1 jour ouvré au service, sur 3 annoncés</p>
      <BarreDHorloges
        echelle={12}
        parts={[
          { tour: 'service', valeur: 3 },
          { tour: 'demandeur', valeur: 2 },
          { tour: 'tiers', valeur: 9 },
        ]}
      />
      <p className="detail">14 jours ouvrés : 3 au service, 2 chez vous, 9 chez un tiers</p>
    </Section>
    <Section titre="Ce qui s’est passé" detail="le plus récent en premier">
      <Frise
        faits={[
          {
            cle: '4',
            quand: { mot: 'Aujourd’hui', detail: 'avant 17 h', iso: '2026-11-24' },
            titre: 'Votre réponse est attendue',
            detail: 'Dès l’envoi, le temps repart au service.',
            tour: 'demandeur',
            attendu: true,
          },
          {
            cle: '3',
            quand: { mot: 'Ven. 20 nov.', detail: '9 h', iso: '2026-11-20' },
            titre: 'Le service pose une question',
            tour: 'service',
          },
          {
            cle: '2',
            quand: { mot: 'Mar. 17 nov.', detail: '12 h 30', iso: '2026-11-17' },
            titre: 'Pièce demandée à un tiers',
            tour: 'tiers',
          },
          {
            cle: '1',
            quand: { mot: 'Jeu. 12 nov.', detail: '8 h 52', iso: '2026-11-12' },
            titre: 'Demande envoyée par vous',
            raye: true,
            detail: 'Remplacée par la suivante.',
          },
        ]}
      />
    </Section>
  </>
)
