using System.Text.Json;
using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Life;

/// <summary>Writes one entry of a pod's container statuses.</summary>
internal readonly struct ContainerStatusWriter(Utf8JsonWriter writer, KubeletPod pod, KubeletContainer container, ContainerLife life)
{
    public void Write(string waits)
    {
        writer.WriteStartObject();
        writer.WriteString("name", container.Name);
        writer.WriteString("image", container.Image);
        writer.WriteString("imageID", life.HasNeverRun ? "" : $"simulated://{container.Image}");
        if (!life.HasNeverRun)
        {
            writer.WriteString("containerID", StatusWriter.ContainerId(pod, container.Name, life.Runs));
        }

        writer.WriteNumber("restartCount", life.Restarts);

        // An init container that has ended well counts as ready.
        writer.WriteBoolean("ready", life.IsReady || (life.EndedWell && IsInitContainer));
        writer.WriteBoolean("started", life.IsRunning);
        writer.WriteStartObject("state");
        WriteState(waits);
        writer.WriteEndObject();
        writer.WriteStartObject("lastState");
        WriteExit(life.Stage is ContainerStage.Exited ? life.ExitBefore : life.LastExit);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private bool IsInitContainer
    {
        get
        {
            var own = container;
            return pod.Spec?.InitContainers?.Any(other => ReferenceEquals(other, own)) is true;
        }
    }

    private void WriteState(string waits)
    {
        switch (life.Stage)
        {
            case ContainerStage.Running:
                writer.WriteStartObject("running");
                writer.WriteString("startedAt", StatusWriter.Time(life.Since));
                writer.WriteEndObject();
                break;
            case ContainerStage.Exited:
                WriteExit(life.LastExit);
                break;
            case ContainerStage.PullFailed:
                WriteWaiting("ErrImagePull", ContainerTexts.PullError(container.Image));
                break;
            case ContainerStage.PullBackOff:
                WriteWaiting("ImagePullBackOff", ContainerTexts.PullBackOff(container.Image));
                break;
            case ContainerStage.CrashBackOff:
                WriteWaiting("CrashLoopBackOff", ContainerTexts.CrashBackOff(pod, container, life.Crash!.Value.Delay));
                break;
            default:
                WriteWaiting(waits, message: null);
                break;
        }
    }

    private void WriteWaiting(string reason, string? message)
    {
        writer.WriteStartObject("waiting");
        writer.WriteString("reason", reason);
        if (message is not null)
        {
            writer.WriteString("message", message);
        }

        writer.WriteEndObject();
    }

    private void WriteExit(ContainerExit? exit)
    {
        if (exit is null)
        {
            return;
        }

        writer.WriteStartObject("terminated");
        writer.WriteNumber("exitCode", exit.Code);
        writer.WriteString("reason", exit.Reason);
        writer.WriteString("startedAt", StatusWriter.Time(exit.StartedAt));
        writer.WriteString("finishedAt", StatusWriter.Time(exit.FinishedAt));
        writer.WriteString("containerID", StatusWriter.ContainerId(pod, container.Name, exit.Run));
        writer.WriteEndObject();
    }
}
