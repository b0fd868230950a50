/**
 * Says that the session is about to end, where scripts run: its island asks the server, and shows one of these sentences. Without script nothing
 * is shown, and what is sent too late comes back to its author.
 */
export const FinDeConnexion = () => (
  <>
    <div className="fin-connexion" role="status" />
    <template id="fin-connexion">
      <p data-cas="veille">
        Sans activité, votre connexion se ferme dans <span data-delai />. Pensez à enregistrer.
      </p>
      <p data-cas="fin">
        Ouverte depuis douze heures, votre connexion se ferme dans <span data-delai />. Enregistrez ce que
        vous avez commencé.
      </p>
      <p data-cas="finie">
        Votre connexion s’est fermée. Vous pouvez encore envoyer ce que vous aviez saisi : il vous sera rendu
        dès que vous vous reconnecterez.
      </p>
      <p data-cas="coupee">Le serveur ne répond pas : vérifiez votre réseau, puis essayez de nouveau.</p>
      <p data-cas="prolongee">Vous restez connecté.</p>
      <div className="actions">
        <button type="button" className="bouton bouton-primaire bouton-petit" data-rester>
          <span>Rester connecté</span>
        </button>
        <button type="button" className="bouton bouton-secondaire bouton-petit" data-fermer>
          <span>
            Fermer<span className="vh"> ce message</span>
          </span>
        </button>
      </div>
    </template>
  </>
)
