using System.Buffers.Binary;
using LongAn.OpenData.Catalog;
using LongAn.OpenData.Query;
using LongAn.OpenData.Query.Spatial;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LongAn.OpenData.Storage.Sqlite;

/// <summary>
/// Writes an R*Tree of SQLite from its leaves up, from entries that come in an order where neighbours are near: its nodes are full and
/// each is written once. Inserting a million points the usual way takes 14 s, this takes a tenth. The three tables and the bytes of a
/// node are SQLite's documented format (https://www.sqlite.org/rtree.html, 4.2 "The Shadow Tables"; <c>rtreecheck</c> tells whether they are sound).
/// </summary>
internal sealed class RTreeWriter : IDisposable
{
    private const int Root = 1;
    private const int HeaderBytes = 4;
    private const int EntryBytes = 24;
    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt insertNode;
    private readonly SqliteStatement insertRow;
    private readonly SqliteStatement insertParent;
    private readonly int nodeBytes;
    private readonly List<Level> levels = [];
    private int[] nodeOfRow = new int[1024];
    private int lastNode = Root;

    /// <param name="table">Its name; made here.</param>
    public RTreeWriter(SqliteConnection connection, string table)
    {
        this.connection = connection;
        SqliteSetup.Run(connection, $"CREATE VIRTUAL TABLE {RecordsSql.Quote(table)} USING rtree(id, {SpatialSql.IndexColumns})");
        string Shadow(string ending) => RecordsSql.Quote(table + ending);
        nodeBytes = (int)SqliteSetup.Scalar(connection, $"SELECT length(data) FROM {Shadow("_node")} WHERE nodeno = {Root}");
        insertNode = SqliteSetup.Prepare(connection, $"INSERT OR REPLACE INTO {Shadow("_node")} (nodeno, data) VALUES (?, ?)");
        insertRow = new SqliteStatement(connection.Handle!, $"INSERT INTO {Shadow("_rowid")} (rowid, nodeno) VALUES (?, ?)");
        insertParent = new SqliteStatement(connection.Handle!, $"INSERT INTO {Shadow("_parent")} (nodeno, parentnode) VALUES (?, ?)");
        levels.Add(new Level(nodeBytes));
    }

    public void Add(long row, Box box) => Add(0, row, (Down(box.West), Up(box.East), Down(box.South), Up(box.North)));

    /// <summary>Writes the nodes that are not full yet; the last of them is the root. Of no entries, the root is as it was made.</summary>
    public void Complete()
    {
        var height = 0;
        for (; height < levels.Count - 1; height++)
            Close(height);
        if (levels[height].Count == 0)
            return;

        BinaryPrimitives.WriteUInt16BigEndian(levels[height].Bytes, (ushort)height);
        Write(height, Root);
        WriteRows();
    }

    public void Dispose()
    {
        insertNode.Dispose();
        insertRow.Dispose();
        insertParent.Dispose();
    }

    private void Add(int height, long id, (float West, float East, float South, float North) box)
    {
        if (levels[height].Count == (nodeBytes - HeaderBytes) / EntryBytes)
            Close(height);
        levels[height].Add(id, box);
    }

    /// <summary>Writes a level's node and enters it in the level above.</summary>
    private void Close(int height)
    {
        if (levels.Count == height + 1)
            levels.Add(new Level(nodeBytes));
        var level = levels[height];
        var node = ++lastNode;
        Write(height, node);
        Add(height + 1, node, level.Around);
        level.Clear();
    }

    private void Write(int height, int node)
    {
        var level = levels[height];
        BinaryPrimitives.WriteUInt16BigEndian(level.Bytes.AsSpan(2), (ushort)level.Count);
        _ = raw.sqlite3_bind_int64(insertNode, 1, node);
        _ = raw.sqlite3_bind_blob(insertNode, 2, level.Bytes);
        SqliteSetup.Execute(connection, insertNode);
        for (var i = 0; i < level.Count; i++)
        {
            if (height == 0)
                NodeOf(level.IdAt(i)) = node;
            else
                Insert(insertParent, level.IdAt(i), node);
        }
    }

    /// <summary>Four bytes a record: written in the order of the curve, the table of rows took as long as all the rest.</summary>
    private ref int NodeOf(long row)
    {
        if (row >= nodeOfRow.Length)
            Array.Resize(ref nodeOfRow, checked((int)Math.Max(row + 1, nodeOfRow.Length * 2L)));
        return ref nodeOfRow[row];
    }

    private void WriteRows()
    {
        for (var row = 0; row < nodeOfRow.Length; row++)
        {
            if (nodeOfRow[row] != 0)
                Insert(insertRow, row, nodeOfRow[row]);
        }
    }

    private static void Insert(SqliteStatement insert, long id, int node)
    {
        insert.Set(1, ParsedValue.OfInteger(id));
        insert.Set(2, ParsedValue.OfInteger(node));
        insert.Execute();
    }

    /// <summary>As a 32-bit number that is not greater.</summary>
    private static float Down(double degrees) => (float)degrees > degrees ? MathF.BitDecrement((float)degrees) : (float)degrees;

    private static float Up(double degrees) => (float)degrees < degrees ? MathF.BitIncrement((float)degrees) : (float)degrees;

    /// <summary>The node being filled at one height above the leaves.</summary>
    private sealed class Level(int nodeBytes)
    {
        public byte[] Bytes { get; } = new byte[nodeBytes];

        public int Count { get; private set; }

        public (float West, float East, float South, float North) Around { get; private set; }

        public void Add(long id, (float West, float East, float South, float North) box)
        {
            var entry = Bytes.AsSpan(HeaderBytes + (Count * EntryBytes));
            BinaryPrimitives.WriteInt64BigEndian(entry, id);
            BinaryPrimitives.WriteSingleBigEndian(entry[8..], box.West);
            BinaryPrimitives.WriteSingleBigEndian(entry[12..], box.East);
            BinaryPrimitives.WriteSingleBigEndian(entry[16..], box.South);
            BinaryPrimitives.WriteSingleBigEndian(entry[20..], box.North);
            Around = Count == 0 ? box : (Math.Min(Around.West, box.West), Math.Max(Around.East, box.East), Math.Min(Around.South, box.South), Math.Max(Around.North, box.North));
            Count++;
        }

        public long IdAt(int position) => BinaryPrimitives.ReadInt64BigEndian(Bytes.AsSpan(HeaderBytes + (position * EntryBytes)));

        public void Clear()
        {
            Count = 0;
            Array.Clear(Bytes);
        }
    }
}
