namespace ModelSync.Core.Tests.Traffic;

/// <summary>The pods of one revision in a <see cref="ModelCluster"/>.</summary>
internal sealed class ModelRevision
{
    public required string Name { get; init; }

    public int Desired { get; set; }

    public int Ready { get; set; }

    public int Unready { get; set; }

    public int Terminating { get; set; }

    public TimeSpan DownFor { get; set; }

    public bool IsDrifted { get; set; }

    public ModelRevision Copy() => (ModelRevision)MemberwiseClone();

    /// <summary>What the Deployment controller does: pods are made, and taken away, those that are not ready first.</summary>
    public void Reconcile()
    {
        for (; Ready + Unready < Desired; Unready++)
        {
        }

        for (; Ready + Unready > Desired; Terminating++)
        {
            if (Unready > 0)
            {
                Unready--;
            }
            else
            {
                Ready--;
            }
        }
    }
}
