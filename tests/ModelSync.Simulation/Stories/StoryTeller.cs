using System.Globalization;
using System.Text;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Stories;

/// <summary>
/// Writes down what happens: `*` is what somebody did or what broke, `sees` is what changed for the operator since it last acted, `says` is what changes in the
/// status, `does` are its actions, `tells` its events. Decisions that change nothing are left out.
/// </summary>
internal sealed class StoryTeller : Witness
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _seen = [];
    private ClusterSim _sim = null!;
    private string _lastTime = string.Empty;
    private bool _isOver;
    private int _decisions;
    private int _writes;

    /// <summary>Begins with the setup.</summary>
    public StoryTeller(Scenario scenario)
    {
        _text.AppendLine(CultureInfo.InvariantCulture, $"given  {scenario.Setup}");
        for (var i = 0; i < scenario.Qualities.Count; i++)
        {
            var words = scenario.Qualities[i].ToString();
            if (words.Length > 0)
            {
                _text.AppendLine(CultureInfo.InvariantCulture, $"       version {VersionName.Of(i + 1)}: {words}");
            }
        }

        _text.AppendLine();
    }

    /// <summary>The story so far.</summary>
    public string Text => _text.ToString().ReplaceLineEndings("\n");

    /// <inheritdoc />
    public override void Begun(ClusterSim sim)
    {
        _sim = sim;
        Line("*", $"the rollout is created with version {VersionName.Of(1)}");
    }

    /// <inheritdoc />
    public override void Happened(WorldState state, Incident incident, bool hadEffect)
    {
        _lastTime = string.Empty;
        Line("*", hadEffect ? incident.ToString() : $"{incident} (nothing there)");
    }

    /// <inheritdoc />
    public override void Died(OperatorProcess process)
    {
        if (!_isOver)
        {
            Line("*", "a process of the operator ends");
        }
    }

    /// <inheritdoc />
    public override void Decided(Decided decided)
    {
        _decisions++;
        var decision = decided.Decision;
        if (!decided.ChangesStatus && decision.Actions.Count == 0 && decision.Events.Count == 0)
        {
            return;
        }

        // Each decision begins with its time, so that two at the same moment are told apart.
        _lastTime = string.Empty;
        Lines("sees", Changes(StoryWords.Seen(decided.Snapshot)));
        Lines("says", Changes(StoryWords.Said(decision.Status)));
        Lines("does", decision.Actions.OrderBy(action => action.Stage).Select(StoryWords.Of));
        Lines("tells", decision.Events.Select(told => $"{(told.IsWarning ? "Warning " : string.Empty)}{told.Reason}: {StoryWords.Shorten(told.Message)}"));
    }

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, Api.Rollouts.ModelRollout before, Api.Rollouts.ModelRollout after) => _writes++;

    /// <inheritdoc />
    public override void EffectWritten(Effect effect) => _writes++;

    /// <inheritdoc />
    public override void CameToRest(Rest rest)
    {
        _isOver = true;
        _text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"at rest: {rest}, after {_decisions} looks and {_writes} writes");
    }

    private List<string> Changes(IEnumerable<(string Subject, string Text)> facts)
    {
        var changes = new List<string>();
        foreach (var (subject, text) in facts)
        {
            if (!string.Equals(_seen.GetValueOrDefault(subject, string.Empty), text, StringComparison.Ordinal))
            {
                _seen[subject] = text;
                changes.Add(text.Length == 0 ? $"{subject}: no more" : $"{subject}: {text}");
            }
        }

        return changes;
    }

    private void Lines(string kind, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            Line(kind, text);
        }
    }

    private void Line(string kind, string text)
    {
        var seconds = _sim.Agenda.Now / 1000;
        var time = string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");
        var shown = string.Equals(time, _lastTime, StringComparison.Ordinal) ? string.Empty : time;
        _lastTime = time;
        _text.AppendLine(CultureInfo.InvariantCulture, $"{shown,6}  {kind,-5} {text}");
    }
}
