using System.Globalization;
using System.Text;
using ModelSync.Core.Actions;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation.Stories;

/// <summary>
/// Writes down what happens: `*` is what somebody did or what broke, `sees` is what changed for the operator since it last acted, `says` is what it wrote into
/// the status, `does` is what it carried out, `tells` are its events. What was decided and not done is not there. Decisions that change nothing are left out,
/// and so is what comes before the incident that the telling begins with; time counts from there. Where two processes run, their lines say which one it is.
/// </summary>
internal sealed class StoryTeller : Witness
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _seen = [];
    private readonly Dictionary<string, string> _said = [];
    private ClusterSim _sim = null!;
    private string _lastTime = string.Empty;
    private bool _isOver;
    private int _decisions;
    private int _writes;
    private int _silentFor;
    private long _beginning;

    /// <summary>Begins with the setup, and then with the incident of a number, or with -1 at the very beginning.</summary>
    public StoryTeller(Scenario scenario, int from)
    {
        _silentFor = from + 1;
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
        if (_silentFor > 0 && --_silentFor == 0)
        {
            Begin();
        }

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
        if (_silentFor == 0)
        {
            _decisions++;
        }

        var decision = decided.Decision;
        if (!decided.ChangesStatus && decision.Actions.Count == 0 && decision.Events.Count == 0)
        {
            return;
        }

        // Each decision begins with its time, so that two at the same moment are told apart.
        _lastTime = string.Empty;
        Lines("sees", decided, Changes(_seen, StoryWords.Seen(decided.Snapshot)));
    }

    /// <inheritdoc />
    public override void StatusWritten(Decided decided, Api.Rollouts.ModelRollout before, Api.Rollouts.ModelRollout after)
    {
        Count();
        Lines("says", decided, Changes(_said, StoryWords.Said(decided.Decision.Status)));
    }

    /// <inheritdoc />
    public override void EffectWritten(Effect effect)
    {
        Count();
        Lines("does", effect.Decided, [StoryWords.Of(effect.Action)]);
    }

    /// <inheritdoc />
    public override void NeededNoWrite(Decided decided, PlannedAction action) =>
        Lines("does", decided, [action is CheckTemplate ? StoryWords.Of(action) : $"{StoryWords.Of(action)} (it is so already)"]);

    /// <inheritdoc />
    public override void Finished(Decided decided) =>
        Lines("tells", decided, decided.Decision.Events.Select(told => $"{(told.IsWarning ? "Warning " : string.Empty)}{told.Reason}: {StoryWords.Shorten(told.Message)}"));

    /// <inheritdoc />
    public override void CameToRest(Rest rest)
    {
        _isOver = true;
        _text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"at rest: {rest}, after {_decisions} looks and {_writes} writes");
    }

    private void Begin()
    {
        _beginning = _sim.Agenda.Now;
        var stable = _sim.Status?.Stable is { } revision ? $"{VersionName.Short(revision.Revision)} is stable" : "nothing is stable yet";
        var candidate = _sim.Status?.Candidate is { } trial ? $", {VersionName.Short(trial.Revision)} is on trial" : string.Empty;
        _text.AppendLine(CultureInfo.InvariantCulture, $"        at first {stable}{candidate}, and the phase is {_sim.Status?.Phase}");
    }

    private void Count() => _writes += _silentFor == 0 ? 1 : 0;

    private static List<string> Changes(Dictionary<string, string> known, IEnumerable<(string Subject, string Text)> facts)
    {
        var changes = new List<string>();
        var gone = known.Where(fact => fact.Value.Length > 0).Select(fact => fact.Key).ToList();
        foreach (var (subject, text) in facts)
        {
            gone.Remove(subject);
            if (!string.Equals(known.GetValueOrDefault(subject, string.Empty), text, StringComparison.Ordinal))
            {
                known[subject] = text;
                changes.Add(text.Length == 0 ? $"{subject}: no more" : $"{subject}: {text}");
            }
        }

        foreach (var subject in gone)
        {
            known[subject] = string.Empty;
            changes.Add($"{subject}: no more");
        }

        return changes;
    }

    private void Lines(string kind, Decided decided, IEnumerable<string> texts)
    {
        var who = _sim.Processes.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"[process {decided.Process.Number}] ") : string.Empty;
        foreach (var text in texts)
        {
            Line(kind, who + text);
        }
    }

    private void Line(string kind, string text)
    {
        if (_silentFor > 0)
        {
            return;
        }

        var seconds = (_sim.Agenda.Now - _beginning) / 1000;
        var time = string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");
        var shown = string.Equals(time, _lastTime, StringComparison.Ordinal) ? string.Empty : time;
        _lastTime = time;
        _text.AppendLine(CultureInfo.InvariantCulture, $"{shown,6}  {kind,-5} {text}");
    }
}
